"""What stands in the code to be read, and no call of a function shows: hazards, and labels that are images."""

import ast
import re
from collections.abc import Iterator, Sequence

from chapter4 import ledger
from chapter4.check.found import Block, Finding
from chapter4.check.judging import places
from chapter4.check.judging.names import chapters_name

DRAWN_ANEW = "E4.2.3-6"
WITHOUT_A_SEED = "E4.4.2-3"
GENERATORS = {"default_rng", "seed", "RandomState", "manual_seed"}
DRAWS = {"rand", "randn", "standard_normal", "normal"}
SEEDED = "np.random.default_rng(0).standard_normal((2, 3))"


def hazards(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield what is right as the chapter calls it and wrong outside, block by block."""
    trees = [ast.parse(block.code) for block in blocks]
    seeded = any(_called(call) in GENERATORS and call.args for tree in trees for call in _calls(tree))
    for block, tree in zip(blocks, trees, strict=True):
        for call in _drawn_indexes(tree):
            if _draws_a_row_again(call):
                yield _hazard(DRAWN_ANEW, block, call, "sample_mini_batch", f"{ast.unparse(call)[:-1]}, replace=False)")
        networks = (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and not seeded)
        for call in (
            call for node in networks if chapters_name(node.name, None) == "SimpleNet" for call in _calls(node)
        ):
            if _called(call) in DRAWS:
                yield _hazard(WITHOUT_A_SEED, block, call, "SimpleNet", SEEDED)


def labels_of_images(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Yield where the labels of a batch are drawn from its images, as the images are too."""
    for block in blocks:
        tree = ast.parse(block.code)
        drawn = list(_draws(tree))
        for statement, target, images in drawn:
            again = any(other == images for at, _, other in drawn if at is not statement)
            if LABELS.fullmatch(target) and again and IMAGES.match(images):
                yield _of_images(block, statement, f"{target} = {IMAGES.sub('t', images, count=1)}")
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for part in ast.walk(function):
                if isinstance(part, ast.Tuple) and (right := _with_labels(part, function)):
                    yield _of_images(block, part, right)


LABELS = re.compile(r"(?:t|labels?|targets?|answers?)_batch|batch_(?:t|labels?|targets?|answers?)")
IMAGES = re.compile(r"x(?=_train\[)")


def _draws(tree: ast.AST) -> Iterator[tuple[ast.Assign, str, str]]:
    """Yield each `name = table[index]`, with the name and the text of what it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
            yield node, ast.unparse(node.targets[0]), ast.unparse(node.value)


def _with_labels(pair: ast.Tuple, function: ast.FunctionDef) -> str | None:
    """Correct a pair that has the same rows of x twice, in a function that takes labels and never reads them."""
    texts = [ast.unparse(part) for part in pair.elts if isinstance(part, ast.Subscript)]
    takes = {argument.arg for argument in function.args.args} & {"t", "labels", "targets", "t_train"}
    reads = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    if len(pair.elts) != 2 or len(texts) != 2 or texts[0] != texts[1] or len(takes - reads) != 1:
        return None
    (labels,) = takes - reads
    return f"{texts[0]}, {labels}[{texts[0].partition('[')[2]}"


def _of_images(block: Block, node: ast.stmt | ast.expr, correction: str) -> Finding:
    place = places.place(block, node.lineno)
    return Finding(None, place, "the labels are drawn from the images", correction, "sample_mini_batch")


def _drawn_indexes(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of choice whose result is an index, by its name or at once; labels are drawn again and again."""
    subscripts = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    names = {index.id for index in subscripts if isinstance(index, ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and names & {getattr(target, "id", None) for target in node.targets}:
            subscripts.append(node.value)
    return (node for node in subscripts if isinstance(node, ast.Call) and _called(node) == "choice")


def _hazard(id: str, block: Block, call: ast.Call, function: str, correction: str) -> Finding:
    return Finding(id, places.place(block, call.lineno), ledger.defect(id).symptom, correction, function, hazard=True)


def _calls(node: ast.AST) -> Iterator[ast.Call]:
    return (inner for inner in ast.walk(node) if isinstance(inner, ast.Call))


def _called(call: ast.Call) -> str:
    """Return the last part of the name that is called."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _draws_a_row_again(call: ast.Call) -> bool:
    """Whether several are drawn, and none is kept from being drawn again."""
    sized = len(call.args) > 1 or any(keyword.arg == "size" for keyword in call.keywords)
    return sized and len(call.args) < 3 and all(keyword.arg != "replace" for keyword in call.keywords)
