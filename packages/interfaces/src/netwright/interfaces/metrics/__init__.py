"""What the metrics of training and of evaluation mean, in numpy: one definition for both.

ClassCounts           precision, recall, F1, IoU and Dice a class, and their averages
macro                 the average over the classes that there are
confusion_matrix      how often each class was taken for each class
roc_auc               the area under the ROC curve, from scores
average_precision     the area under the precision-recall curve, from scores
FitSums               MAE, RMSE and R2 a column
"""

from netwright.interfaces.metrics.classes import ClassCounts, confusion_matrix, macro
from netwright.interfaces.metrics.fit import FitSums
from netwright.interfaces.metrics.ranking import average_precision, roc_auc

__all__ = ["ClassCounts", "FitSums", "average_precision", "confusion_matrix", "macro", "roc_auc"]
