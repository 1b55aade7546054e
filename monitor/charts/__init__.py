"""What charts show, as values: series, goals and ways, their scales and colours. Drawn by `pages/parts` and by `monitor/pictures`."""
