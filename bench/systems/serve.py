"""What a system's process does, as in serve.js."""
import json
import os
import sys
import time

import numpy


def layers_of(task, flat):
    at, layers = 0, []
    for inputs, outputs in zip(task["widths"], task["widths"][1:]):
        weights = flat[at : at + inputs * outputs].reshape(inputs, outputs)
        at += inputs * outputs
        layers.append((weights, flat[at : at + outputs]))
        at += outputs
    return layers


def batches(task, shuffled):
    """Numbers of the rows of each batch, or None where a batch is all rows."""
    import torch

    rows, batch = task["rows"], task["batch"]
    while batch == rows:
        yield None
    while True:
        order = torch.randperm(rows) if shuffled else torch.arange(rows)
        for start in range(0, rows - batch + 1, batch):
            yield order[start : start + batch]


def serve(make):
    folder = sys.argv[1]
    with open(os.path.join(folder, "task.json")) as file:
        task = json.load(file)
    read = lambda name: numpy.fromfile(os.path.join(folder, name + ".f32"), dtype=numpy.float32)
    x = read("x").reshape(task["rows"], task["widths"][0])
    check, update = make(task, x, read("y"), read("start"))
    result = None
    if check is not None:
        result = os.path.join(folder, f"result-{os.getpid()}.f32")
        check(task["checked"]).astype(numpy.float32).tofile(result)
    print(json.dumps({"ready": True, "result": result}), flush=True)
    steps = 1
    for line in sys.stdin:
        wanted = float(line)
        while True:
            begin = time.perf_counter()
            made = update(steps) or steps
            elapsed = time.perf_counter() - begin
            if elapsed >= wanted / 2:
                print(elapsed / made, flush=True)
                break
            steps = int(steps * min(100, max(2, wanted / max(elapsed, 1e-9)))) + 1
