"""Proves that what would be released works: built, looked into, installed alone and used.

python -m wheel_checks              everything
python -m wheel_checks netwright-inference ...   only the named distributions' clean installs
"""
