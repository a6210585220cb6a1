"""Papers that come from decisions: one for each agency, and the list of problems of the year."""

from kit.papers.model import Paper, Problem
from kit.papers.places import plain_place, plain_words, spoken_cell, spoken_words
from kit.papers.read import read_paper
from kit.papers.write import PAPERS, WrittenPapers, write_papers

__all__ = [
    "PAPERS",
    "Paper",
    "Problem",
    "WrittenPapers",
    "plain_place",
    "plain_words",
    "read_paper",
    "spoken_cell",
    "spoken_words",
    "write_papers",
]
