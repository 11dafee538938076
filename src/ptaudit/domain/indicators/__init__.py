"""第十二、十三条、第十五条第二项 — indicator values: reported, certified, revised; indicators that do not apply."""
