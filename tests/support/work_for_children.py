"""What a child process of app/bounded.py is told to do in tests."""


def double(data, _at_most):
    return data * 2


def work_for_ever(_data, _at_most):
    while True:
        pass


def leave_endless_work(_data, at_most):
    left = 0
    for _ in range(3):
        with at_most():
            while True:
                pass
        left += 1
    return b"left %d times" % left


def take_memory(_data, _at_most):
    return bytes(1024**3)[:1]


def fail(data, _at_most):
    raise ValueError(data)
