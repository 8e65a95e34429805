"""PyTorch, eager, on one thread: its modules' functions and its own optimizers."""
import torch
from serve import batches, layers_of, serve

torch.set_num_threads(1)


def make(task, x, y, start):
    activate = {"relu": torch.relu, "tanh": torch.tanh, "identity": lambda h: h}[task["activation"]]
    functional = torch.nn.functional

    def loss(layers, xb, yb):
        h = xb
        for i, (weights, bias) in enumerate(layers):
            h = torch.addmm(bias, h, weights)
            if i < len(layers) - 1:
                h = activate(h)
        if task["loss"] == "softmax":
            return functional.cross_entropy(h, yb)
        flat = h.reshape(-1)
        if task["loss"] == "logistic":
            return functional.binary_cross_entropy_with_logits(flat, yb)
        return functional.mse_loss(flat, yb)

    def training(shuffled):
        layers = [
            tuple(torch.tensor(part).requires_grad_() for part in layer) for layer in layers_of(task, start)
        ]
        flat = [part for layer in layers for part in layer]
        rate = task["learningRate"]
        optimizer = torch.optim.Adam(flat, lr=rate) if task["optimizer"] == "adam" else torch.optim.SGD(flat, lr=rate)
        tx = torch.tensor(x)
        ty = torch.tensor(y).long() if task["loss"] == "softmax" else torch.tensor(y)
        picks = batches(task, shuffled)

        def update(count):
            for _ in range(count):
                rows = next(picks)
                xb, yb = (tx, ty) if rows is None else (tx[rows], ty[rows])
                optimizer.zero_grad(set_to_none=True)
                loss(layers, xb, yb).backward()
                optimizer.step()

        return flat, update

    running = training(True)[1]

    def check(updates):
        flat, update = training(False)
        update(updates)
        return torch.cat([part.detach().reshape(-1) for part in flat]).numpy()

    return check, running


serve(make)
