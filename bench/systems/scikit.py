"""scikit-learn's SGDClassifier: one pass over the rows is as many updates as rows."""
import numpy
from serve import serve
from sklearn.linear_model import SGDClassifier


def make(task, x, y, start):
    model = SGDClassifier(loss="log_loss", penalty=None, learning_rate="constant", eta0=task["learningRate"], shuffle=True)
    wide, labels = x.astype(numpy.float64), y.astype(int)
    model.partial_fit(wide, labels, classes=[0, 1])

    def update(count):
        passes = max(1, round(count / task["rows"]))
        for _ in range(passes):
            model.partial_fit(wide, labels)
        return passes * task["rows"]

    return None, update


serve(make)
