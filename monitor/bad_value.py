"""What is wrong with the text of one cell."""


class BadValue(ValueError):
    """A cell that cannot be read as its column's type: the rule it breaks, what is expected, and how to mend it."""

    def __init__(self, rule: str, expected: str, mend: str):
        super().__init__(f"{rule}: expected {expected}; to mend: {mend}")
        self.rule, self.expected, self.mend = rule, expected, mend
