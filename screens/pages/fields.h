// How each kind of field is filled in: what is read of it, and what is touched.
#pragma once

#include "screens/pages/flow.h"

namespace circle::screens::pages {

struct FieldPlan {
    Parts read;   // value and fault
    Parts touch;  // in the order in which they stand under each other
    int tries = 1;
};

struct FieldSpace {
    const widgets::Kit& kit;
    const view::FormBody& body;
    float read_width, touch_width;
    int tight;
};

FieldPlan plan_field(const FieldSpace& space);

// The two larger ones, in files of their own.
FieldPlan plan_area(const FieldSpace& space, const view::AreaField& area);
FieldPlan plan_date(const FieldSpace& space, const view::DateField& date);

// --- shared by them ---

// The framed value with the fault below it; the fault alone where a field shows its value otherwise.
Parts value_parts(const FieldSpace& space, const widgets::TextStyle& style);
Parts fault_part(const FieldSpace& space, float width);
// One page of a list as rows of `columns`, and its pager. `id`: of the list.
Parts list_parts(const FieldSpace& space, const std::string& id, const view::OptionList& list, int columns,
                 float width);
widgets::Block pager(const widgets::Kit& kit, const std::string& id, const view::OptionList& list, float width);
// The first part also notes the field, for a kind that has no box of its own.
void note_field(Parts& parts, const view::FormBody& body);

}  // namespace circle::screens::pages
