"""Values of assignments in a package's Python source, read from its syntax tree and never run."""
import ast

from sources import read_text


def _value(node, known: dict):
    if isinstance(node, (ast.Tuple, ast.List)):
        return [_value(e, known) for e in node.elts]
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Dict):
        return {_value(k, known): _value(v, known) for k, v in zip(node.keys, node.values) if k is not None}
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "OrderedDict" and node.args:
        pairs = _value(node.args[0], known)
        if isinstance(pairs, list):
            # the key of a pair may itself be a tuple of spellings; the last one is the Latin one
            return {p[0][-1] if isinstance(p[0], list) else p[0]: p[1] for p in pairs}
        return pairs
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.BitOr)):
        left, right = _value(node.left, known), _value(node.right, known)
        if isinstance(left, list) and isinstance(right, list):
            return left + right
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, known)
    return None


def assignments(source: str, member: str) -> dict:
    """Name -> value for the assignments of a module and its classes, as far as they are literals."""
    known: dict = {}

    def walk(body):
        for node in body:
            if isinstance(node, ast.ClassDef):
                walk(node.body)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                known[node.targets[0].id] = _value(node.value, known)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
                known[node.target.id] = _value(node.value, known)

    walk(ast.parse(read_text(source, member)).body)
    return known
