"""Whole numbers as English words, to ask the grammar to read them back."""

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def words_of(number: int) -> str:
    """The words of a number from 0 to 9,999: "two hundred and sixty-eight"."""
    if number >= 1000:
        rest = number % 1000
        return f"{words_of(number // 1000)} thousand" + (f" {words_of(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{words_of(number // 100)} hundred" + (f" and {words_of(rest)}" if rest else "")
    if number >= 20:
        ten, one = divmod(number, 10)
        word = str.split(_TENS)[ten - 2]
        return f"{word}-{words_of(one)}" if one else word
    return str.split(_ONES)[number]
