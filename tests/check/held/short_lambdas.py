from numpy import *
import numpy as np

# losses
sse = lambda y, t: .5*((y-t)**2).sum()
softmax = lambda x: (exp(x.T-x.T.max(0))/exp(x.T-x.T.max(0)).sum(0)).T
cee = lambda y, t: -(t*log(y+1e-7)).sum()/(len(y) if y.ndim == 2 else 1)
cross_entropy_error = cee
sigmoid = lambda x: 1/(1+exp(-x))
step_function = lambda x: (x > 0)*1

# slopes
numerical_diff = lambda f, x, h=1e-4: (f(x+h)-f(x-h))/(2*h)
function_1 = lambda x: .01*x**2+.1*x
function_2 = lambda x: x[0]**2+x[1]**2
function_tmp1 = lambda x0: x0*x0+4.**2
function_tmp2 = lambda x1: 3.**2+x1*x1

def numerical_gradient(f, x, h=1e-4):
    g = zeros_like(x)
    for i in ndindex(x.shape):
        v = x[i]
        x[i] = v+h; a = f(x)
        x[i] = v-h; b = f(x)
        x[i] = v; g[i] = (a-b)/(2*h)
    return g

def gradient_descent(f, init_x, lr=.01, step_num=100):
    x = init_x
    for _ in range(step_num): x = x-lr*numerical_gradient(f, x)
    return x

class simpleNet:
    def __init__(s): s.W = random.randn(2, 3)
    def predict(s, x): return x@s.W
    def loss(s, x, t): return cee(softmax(s.predict(x)), t)
