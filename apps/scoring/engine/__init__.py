"""The score engine: from typed readings to an explained number. Pure arithmetic, no Django."""
