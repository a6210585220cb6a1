"""An analyst's workspace: begun from the package alone, and opened in JupyterLab."""

from kit.lab.begin import Begun, begin_workspace, complete_notebooks
from kit.lab.serve import open_lab

__all__ = ["Begun", "begin_workspace", "complete_notebooks", "open_lab"]
