"""The papers whose numbers are reproduced, the oldest first."""

from . import (
    autotrainer_2021,
    glorot_bengio_2010,
    hanin_nica_2018,
    he_2015,
    pascanu_2013,
    saxe_2014,
    schoenholz_2017,
    veit_2016,
    yang_2019,
)

PAPERS = (
    glorot_bengio_2010,
    pascanu_2013,
    saxe_2014,
    he_2015,
    veit_2016,
    schoenholz_2017,
    hanin_nica_2018,
    yang_2019,
    autotrainer_2021,
)
