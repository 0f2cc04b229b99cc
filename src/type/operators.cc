#include "type/operators.h"

namespace remit::type {
namespace {

using enum OperatorId;
using Shape = OperatorShape;

// Chinese drafting words keep the sense of legal usage: 不低于 and 达到 include the number itself,
// 超过 and 不满 do not.
constexpr OperatorInfo kOperators[] = {
    {disjunction, "disjunction", "", "or", "或", "或者", kDisjunction, Shape::infix},
    {conjunction, "conjunction", "", "and", "且", "并且", kConjunction, Shape::infix},
    {negation, "negation", "", "not", "非", "", kNegation, Shape::prefix},
    {equal, "equal", "=", "is equal to", "等于", "", kComparison, Shape::infix, Opcode::equal},
    {not_equal, "not_equal", "!=", "is not equal to", "不等于", "", kComparison, Shape::infix,
     Opcode::not_equal},
    {less, "less", "<", "is less than", "低于", "小于|不满|不足", kComparison, Shape::infix,
     Opcode::less},
    {less_equal, "less_equal", "<=", "is at most", "不超过", "不高于|不大于|不多于", kComparison,
     Shape::infix, Opcode::less_equal},
    {greater, "greater", ">", "is more than", "超过", "高于|大于", kComparison, Shape::infix,
     Opcode::greater},
    {greater_equal, "greater_equal", ">=", "is at least", "不低于", "达到|不小于|不少于",
     kComparison, Shape::infix, Opcode::greater_equal},
    {is, "is", "", "is", "是", "", kComparison, Shape::infix, Opcode::equal},
    {is_not, "is_not", "", "is not", "不是", "", kComparison, Shape::infix, Opcode::not_equal},
    {in_set, "in_set", "", "in", "属于", "", kComparison, Shape::set},
    {not_in_set, "not_in_set", "", "not in", "不属于", "", kComparison, Shape::set},
    {is_given, "is_given", "", "is given", "已填", "", kComparison, Shape::postfix},
    {is_not_given, "is_not_given", "", "is not given", "未填", "", kComparison, Shape::postfix},
    {is_applicable, "is_applicable", "", "is applicable", "适用", "", kComparison, Shape::postfix},
    {is_not_applicable, "is_not_applicable", "", "is not applicable", "不适用", "", kComparison,
     Shape::postfix},
    {add, "add", "+", "", "加", "", kArithmetic, Shape::infix, Opcode::add},
    {subtract, "subtract", "-", "", "减", "", kArithmetic, Shape::infix, Opcode::subtract},
    {multiply, "multiply", "*", "", "乘", "乘以", kProduct, Shape::infix, Opcode::multiply},
    {divide, "divide", "/", "", "除以", "", kProduct, Shape::infix, Opcode::divide},
    {negate, "negate", "-", "", "", "", kSign, Shape::prefix},
    {convert, "convert", "", "in", "折合", "折算为|折成", kConversion, Shape::conversion},
    {otherwise, "otherwise", "", "otherwise", "否则取", "缺省取", kFallback, Shape::infix},
    {on, "on", "", "on", "于", "", kDated, Shape::infix},
    {in_year, "in_year", "", "in year", "于年度", "按年度", kDated, Shape::infix},
    {of_days, "of_days", "", "days", "天", "", kDated, Shape::measure},
    {of_workdays, "of_workdays", "", "workdays", "个工作日", "", kDated, Shape::measure},
    {of_months, "of_months", "", "months", "个月", "", kDated, Shape::measure},
    {of_years, "of_years", "", "years", "年", "", kDated, Shape::measure},
};

}  // namespace

absl::Span<const OperatorInfo> operators() { return kOperators; }

const OperatorInfo& operator_info(OperatorId id) {
  return kOperators[static_cast<std::size_t>(id)];
}

}  // namespace remit::type
