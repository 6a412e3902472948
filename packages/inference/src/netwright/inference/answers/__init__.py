"""What a model says of one sample: one module for each kind of answer.

Prediction       one class of several
LabelSet         any number of labels
Values           numbers by name
Mask             a class for each pixel
Picture          another picture
Reconstruction   the sample again
NextToken        how a text goes on
"""
