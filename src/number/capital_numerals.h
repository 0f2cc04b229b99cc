#pragma once

#include <optional>
#include <string>

#include "number/decimal.h"

namespace remit::number {

/// An amount of money in Chinese capital numerals (大写), which a stroke of the pen cannot alter:
/// 12345.67 is 壹万贰仟叁佰肆拾伍元陆角柒分, 500000 is 伍拾万元整, -0.05 is 负伍分. Written as the
/// rules for bills of exchange and settlement say (支付结算办法, annex 1); where they leave the
/// choice, 零 is left out. Nothing where they have no words: digits below 分, and 10^16 元 and
/// more.
std::optional<std::string> capital_amount(const Decimal& amount);

}  // namespace remit::number
