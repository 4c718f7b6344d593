"""The names of the chapter, and the names that editions, translations and copies have for them."""


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_NAMES = {
    "sum_squares_error": (
        "sum_squared_error sum_square_error sum_of_squares_error sum_of_squared_error sum_of_squared_errors "
        "sum_squares_errors sum_squared_errors squared_error squares_error squared_errors square_error squared_loss "
        "mean_squared_error mean_square_error mean_squares_error mean_squared_loss residual_sum_of_squares "
        "sumsquareserror sumsquarederror meansquarederror sse mse sse_loss mse_loss"
    ),
    "cross_entropy_error": (
        "cross_entropy crossentropy cross_entropy_loss cross_entropy_errors crossentropyerror crossentropyloss cee cel "
        "cross_entropy_error_batch batch_cross_entropy_error cross_entropy_error_for_batch cross_entropy_batch "
        "batch_cross_entropy cross_entropy_error_one_hot cross_entropy_error_onehot cross_entropy_error_label "
        "cross_entropy_error_labels cross_entropy_error_no_batch cross_entropy_error_single cross_entropy_error_1 "
        "cross_entropy_error_2 cross_entropy_error1 cross_entropy_error2 cross_entropy_error_with_batch "
        "cross_entropy_error_mini_batch categorical_cross_entropy categorical_crossentropy cross_entropy_err ce_loss"
    ),
    "numerical_diff": (
        "numerical_differentiation numerical_derivative numerical_differential numeric_diff numeric_derivative "
        "numerical_difference num_diff numdiff numericaldiff central_difference central_diff centered_difference "
        "derivative differentiate diff differential numerical_diff_error numerical_diff_bad numerical_diff_first "
        "numerical_diff_1 numerical_diff_2 numerical_diff1 numerical_diff2 numerical_diff_center numerical_diff_central"
    ),
    "numerical_gradient": (
        "_numerical_gradient_no_batch numerical_gradient_no_batch _numerical_gradient numerical_gradient_1d "
        "_numerical_gradient_1d numerical_gradient_2d _numerical_gradient_2d numerical_gradient_batch numerical_grad "
        "numeric_gradient numeric_grad numericalgradient num_gradient num_grad numerical_gradients "
        "numerical_gradient_1 numerical_gradient_2 numerical_gradient1 numerical_gradient2 numerical_gradient_nd "
        "calc_gradient compute_gradient partial_derivatives"
    ),
    "gradient_descent": (
        "gradient_method gradient_descent_method gradientdescent gradient_decent gradient_desc grad_descent gd "
        "steepest_descent gradient_descent_with_history gradient_descent_1 gradient_descent_2"
    ),
    "softmax": "soft_max softmax_func softmax_function softmax_batch softmax1 softmax2 stable_softmax",
    "sigmoid": "sigmoid_func sigmoid_function logistic",
    "step_function": "step_func stepfunction heaviside",
    "function_1": "function1 func_1 func1 f_1",
    "function_2": "function2 func_2 func2 f_2",
    "function_tmp1": "function_tmp_1 func_tmp1 func_tmp_1 functiontmp1 tmp_function1",
    "function_tmp2": "function_tmp_2 func_tmp2 func_tmp_2 functiontmp2 tmp_function2",
    "SimpleNet": "simple_net simple_network simplenetwork",
    "TwoLayerNet": "two_layer_net twolayernetwork two_layer_network",
}

ALIASES = {alias: chapters for chapters, others in _NAMES.items() for alias in (chapters.lower(), *others.split())}
"""The names as copies use them, in lower case, with the chapter's name."""

DATA = {"x_train", "t_train", "y_train", "x_test", "t_test", "y_test", "x_batch", "t_batch", "y_batch"}
ARRAYS = {
    "sum_squares_error": (0, 1),
    "cross_entropy_error": (0, 1),
    "sigmoid": (0,),
    "step_function": (0,),
    "softmax": (0,),
    "numerical_diff": (1,),
    "numerical_gradient": (1,),
    "gradient_descent": (1,),
    "function_1": (0,),
    "function_2": (0,),
}
"""Which of the arguments of the chapter's functions are arrays."""

VECTORS = words("x y t w W b grad data images answer answers label labels target targets row rows") | DATA
"""What arrays are called, though not these alone."""

FUNCTIONS = words(
    "f g fn fun func function loss loss_w loss_W loss_func loss_function criterion objective cost model net network "
    "predict activation callback optimizer"
)
"""What a function that is handed over is called."""
