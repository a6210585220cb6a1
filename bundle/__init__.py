"""Folders that install the kit where there is no network, one for each platform."""
