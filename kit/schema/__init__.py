"""JSON Schemas of the files that people and programs meet: parameters, the form's data, report.json."""
