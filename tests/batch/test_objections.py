"""What a model objects to becomes a code of our own; what we have no code for is still said."""

from pydantic import BaseModel, ValidationError

from ptaudit.batch.objections import objections


class Row(BaseModel):
    flag: bytes


def test_an_objection_without_a_code_is_still_said() -> None:
    try:
        Row.model_validate({"flag": ["x"]})
    except ValidationError as error:
        [(field, failure)] = objections(error)
    assert (field, failure.code) == ("flag", "cell.unreadable")
    assert failure.params == {"value": "['x']"}
