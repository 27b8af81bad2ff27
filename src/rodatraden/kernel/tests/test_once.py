"""Is a read made once in one reading, and anew elsewhere?"""

import pytest

from rodatraden.kernel.once import once, one_reading


class Register:
    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def read(self, of: int, *, on: int = 0) -> int:
        self.asked.append((of, on))
        return len(self.asked)


def test_the_same_question_is_asked_once_in_one_reading() -> None:
    register = Register()
    read = once(register.read)

    with one_reading():
        assert [read(1, on=2), read(1, on=2), read(1, on=3), read(2, on=2)] == [1, 1, 2, 3]


def test_outside_a_reading_every_question_is_asked() -> None:
    register = Register()
    read = once(register.read)

    with one_reading():
        read(1)
    assert [read(1), read(1)] == [2, 3]


def test_a_new_reading_asks_anew_also_after_one_that_failed() -> None:
    register = Register()
    read = once(register.read)

    def fails() -> None:
        with one_reading():
            read(1)
            raise KeyError

    with pytest.raises(KeyError):
        fails()
    with one_reading():
        assert read(1) == 2


def test_an_answer_that_is_nothing_is_an_answer() -> None:
    asked = []
    read = once(lambda: asked.append(1))

    with one_reading():
        assert (read(), read()) == (None, None)
    assert asked == [1]
