"""Pictures that travel: a view as SVG or PNG with its title, filters, day, sources and address printed in, drawn without a browser."""
