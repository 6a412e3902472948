import sys
from pathlib import Path

# The documents that set every field are used by several test files.
sys.path.insert(0, str(Path(__file__).parent))
