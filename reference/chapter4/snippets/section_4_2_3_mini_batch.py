import numpy as np

# In place of MNIST: 60000 rows of 784 pixels, and 60000 labels.
x_train = np.zeros((60000, 784), dtype=np.uint8)
t_train = np.arange(60000) % 10

train_size = x_train.shape[0]
batch_size = 10
batch_mask = np.random.choice(train_size, batch_size)
x_batch = x_train[batch_mask]
t_batch = t_train[batch_mask]
print(train_size)
