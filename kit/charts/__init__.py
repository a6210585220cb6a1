"""Pictures of a report's figures: static SVG whose text is text, each with a table behind it."""

from kit.charts.build import chart_html, charts_of
from kit.charts.model import Chart
from kit.charts.sparkline import sparkline

__all__ = ["Chart", "chart_html", "charts_of", "sparkline"]
