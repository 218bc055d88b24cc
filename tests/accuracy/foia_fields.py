"""How the fields of the government's validator are named, and which of our rules speak of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

COMPONENT, OVERALL = "component", "overall"


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the validator, and the findings of ours that are about it."""

    name: str
    """section.column for a component, else the name of the overall field."""
    rules: tuple[str, ...]
    table: str | None = None
    """None: whatever table the rule is on."""
    columns: tuple[str, ...] = ()
    """Where the rule looks at several columns, the one that is meant."""
    home: str = ""
    """The table in which a component has the field, where the rule is on another one."""

    @property
    def kind(self) -> str:
        """Whether it is a field of a component or one of the agency overall."""
        return OVERALL if self.name.startswith("field_overall_") else COMPONENT


def _days() -> Iterator[Field]:
    """The ten oldest: each but the first is not more than the one before, and none is negative."""
    for section, table in (("admin_app_vic5", "VIC5"), ("admin_app_viie", "VIIE")):
        for k in range(2, 11):
            name = f"field_{section}.field_num_days_{k}"
            yield Field(name, ("A13", "A24D"), table, (f"2.{k}",))
    for k in range(2, 11):
        yield Field(f"field_foia_xiic.field_num_days_{k}", ("A13", "A24D"), "XIIC", (f"2.{k}",))
        yield Field(f"field_overall_viie_num_days_{k}", ("A13", "A24D"), "VIIE", (f"2.{k}",))
        yield Field(f"field_overall_xiic_num_days_{k}", ("A13", "A24D"), "XIIC", (f"2.{k}",))
        yield Field(f"field_overall_vic5_num_day_{k}", ("A13", "A24D"), "VIC5", (f"2.{k}",))


def _medians() -> Iterator[Field]:
    """Medians of the agency overall: filled in, and between those of the components."""
    single = (("vic4_med_num_days", "VIC4", "1"), ("viiia_med_days_jud", "VIIIA", "3"))
    for name, table, column in (*single, ("viiib_med_days_jud", "VIIIB", "3")):
        yield Field(f"field_overall_{name}", ("A11", "A24N", "A24O"), table, (column,))
    for table, section, column in (
        ("VIIA", "viia", "1"),
        ("VIIB", "viib", "1"),
        ("VIID", "viid", "2"),
    ):
        for track, short in (("1", "sim"), ("2", "comp"), ("3", "exp")):
            name = f"field_overall_{section}_{short}_med"
            rules = ("A11T", "A24N", "A24P", "A24O")
            yield Field(name, rules, table, (f"{track}.{column}",))


FIELDS = (
    Field("field_overall_req_processed_yr", ("A01",)),
    Field("field_overall_vb1_total", ("A01",)),
    Field("field_foia_requests_va.field_req_processed_yr", ("A01", "A02")),
    Field("field_foia_requests_vb1.field_full_denials_ex", ("A03",)),
    Field("field_overall_vb1_full_denials_e", ("A03",)),
    Field("field_foia_requests_vb1.field_oth", ("A04",)),
    Field("field_overall_vb1_oth", ("A04",)),
    Field("field_admin_app_via.field_app_processed_yr", ("A06",)),
    Field("field_overall_via_app_processed", ("A06",)),
    Field("field_admin_app_via.field_app_pend_end_yr", ("A07",)),
    Field("field_overall_vib_closed_oth_app", ("A08",)),
    Field("field_admin_app_vic2.field_oth", ("A09",)),
    Field("field_overall_vic3_total", ("A09",)),
    Field("field_admin_app_vic4.field_low_num_days", ("A10",)),
    Field("field_proc_req_viia.field_low", ("A12S", "A12C", "A12E"), "VIIA"),
    Field("field_proc_req_viib.field_low", ("A12S", "A12C", "A12E"), "VIIB"),
    Field("field_pending_requests_vii_d_.field_sim_pend", ("A14",)),
    Field("field_pending_requests_vii_d_.field_comp_pend", ("A14",)),
    Field("field_pending_requests_vii_d_.field_exp_pend", ("A14",)),
    Field("field_overall_viid_sim_pend", ("A15",), "VIID", ("1.1",)),
    Field("field_overall_viid_comp_pend", ("A15",), "VIID", ("2.1",)),
    Field("field_overall_viid_exp_pend", ("A15",), "VIID", ("3.1",)),
    Field("field_overall_viiia_within_ten", ("A16",)),
    Field("field_foia_pers_costs_ix.field_total_staff", ("A17",), home="IX"),
    Field("field_overall_ix_total_staff", ("A17",)),
    Field("field_overall_ix_total_costs", ("A17C",)),
    Field("field_foia_xiia.field_back_req_end_yr", ("A18",)),
    Field("field_overall_xiia_back_req_end_", ("A18",)),
    Field("field_foia_xiia.field_back_app_end_yr", ("A19",)),
    Field("field_overall_xiia_back_app_end_", ("A19",)),
    Field("field_foia_xiic.field_num_days_1", ("A20",), home="XIIC"),
    Field("field_foia_xiid1.field_received_cur_yr", ("A21R",)),
    Field("field_overall_xiid1_received_cur", ("A21R",)),
    Field("field_foia_xiid1.field_proc_cur_yr", ("A21P",)),
    Field("field_overall_xiid1_proc_cur_yr", ("A21P",)),
    Field("field_foia_xiid2.field_back_cur_yr", ("A22",)),
    Field("field_overall_xiid2_back_cur_yr", ("A22",)),
    Field("field_foia_xiie1.field_received_cur_yr", ("A23R",)),
    Field("field_overall_xiie1_received_cur", ("A23R",)),
    Field("field_foia_xiie1.field_proc_cur_yr", ("A23P",)),
    Field("field_overall_xiie1_proc_cur_yr", ("A23P",)),
    Field("field_foia_xiie2.field_back_cur_yr", ("A23B",)),
    Field("field_overall_xiie2_back_cur_yr", ("A23B",)),
    *_days(),
    *_medians(),
)

UNSCORED = frozenset({"greaterThanZeroOrNA", "ifNoCompThenMustBeNa"})
"""Methods that fail only because the published XML has lost which zeros were N/A."""


def field_name(written: str) -> str:
    """The name of a field as above.

    >>> field_name("field_foia_requests_va[3][subform][field_req_processed_yr][0][value]")
    'field_foia_requests_va.field_req_processed_yr'
    """
    return ".".join(dict.fromkeys(re.findall(r"field_\w+", written)))
