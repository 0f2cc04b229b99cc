#include "type/made_rows.h"

namespace remit::type {

Word made_field_word(MadeField field) {
  switch (field) {
    case MadeField::year:
      return {"year", "年度"};
    case MadeField::quarter:
      return {"quarter", "季度"};
    case MadeField::month:
      return {"month", "月份"};
    case MadeField::ordinal:
      return {"ordinal", "序号"};
    case MadeField::first_day:
      return {"first_day", "首日"};
    case MadeField::last_day:
      return {"last_day", "末日"};
    case MadeField::days:
      return {"days", "天数"};
    case MadeField::full_days:
      return {"full_days", "全期天数"};
    case MadeField::source:
    case MadeField::group:
      break;
  }
  return {};
}

}  // namespace remit::type
