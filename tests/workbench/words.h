// The workbench's pages: a state as what screens draw. Pure.
#pragma once

#include <vector>

#include "screens/view/page.h"
#include "tests/workbench/bench.h"

namespace circle::workbench {

screens::view::Page page_of(const State& state, const std::vector<Person>& people);

}  // namespace circle::workbench
