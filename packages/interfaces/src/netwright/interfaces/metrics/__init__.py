"""What the metrics of training and of evaluation mean, in numpy: one definition for both.

ClassCounts            precision, recall, F1, IoU and Dice a class, and their averages
macro                  the average over the classes that there are
confusion_matrix       how often each class was taken for each class
roc_auc                the area under the ROC curve, from scores
average_precision      the area under the precision-recall curve, from scores
FitSums                MAE, RMSE and R2 a column
psnr                   how far pictures are from the wanted ones, in dB
structural_similarity  how alike pictures look
Reliability            whether a model is right as often as it is sure
"""

from netwright.interfaces.metrics.classes import ClassCounts, confusion_matrix, macro
from netwright.interfaces.metrics.fit import FitSums
from netwright.interfaces.metrics.pictures import psnr, structural_similarity
from netwright.interfaces.metrics.ranking import average_precision, roc_auc
from netwright.interfaces.metrics.reliability import Reliability

__all__ = [
    "ClassCounts",
    "FitSums",
    "Reliability",
    "average_precision",
    "confusion_matrix",
    "macro",
    "psnr",
    "roc_auc",
    "structural_similarity",
]
