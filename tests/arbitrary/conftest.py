def pytest_addoption(parser):
    parser.getgroup("chapter 4").addoption("--cases", type=int, help="how many")
