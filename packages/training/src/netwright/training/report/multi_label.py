"""Of labels: how each fared by itself."""

from __future__ import annotations

from netwright.interfaces.metrics import ClassCounts, average_precision, roc_auc
from netwright.interfaces.page import Section, table
from netwright.training.report.held_out import HeldOut


def sections(held_out: HeldOut) -> list[Section]:
    """The part of the page."""
    probabilities = held_out.said(lambda outputs, rows: outputs[1])
    true, said = held_out.targets > 0, probabilities > 0.5
    counts = ClassCounts(
        *(values.sum(axis=0).astype(float) for values in (true & said, said, true))
    )
    columns = (counts.precision(), counts.recall(), counts.f1())
    rows = [
        (
            label,
            int(counts.true[index]),
            *(float(column[index]) for column in columns),
            roc_auc(true[:, index], probabilities[:, index]),
            average_precision(true[:, index], probabilities[:, index]),
        )
        for index, label in enumerate(held_out.model.labels)
    ]
    head = ("Label", "Samples", "Precision", "Recall", "F1", "ROC-AUC", "Average precision")
    return [table("Label by label, said from a probability of 50 %", head, rows)]
