"""What is wrong with a cell, a row or a file, as Markdown for whoever has to mend it."""
from monitor.problems import Problem
from monitor.words import say
from pages.parts.markdown import strong


def told(problem: Problem, column: str = "") -> str:
    """What is wrong and how to mend it, the column in bold; which row it is stands beside it. `column` is what a form calls the column."""
    said = {"rule": problem.rule, "expected": problem.expected, "mend": problem.mend}
    name = column or problem.column
    if problem.value:
        return strong("problem.of_cell", column=name, value=problem.value, **said)
    return strong("problem.of_column", column=name, **said) if name else strong("problem.of_row", **said)


def place(problem: Problem) -> str:
    """The file, and the row where the fault is not the file's."""
    return problem.file if problem.row is None else f"{problem.file}, {say('frame.row', row=problem.row)}"
