#include "base/chinese_number.h"

#include <gtest/gtest.h>

#include <utility>

namespace remit::base {
namespace {

TEST(ChineseNumber, AmountsPartsAndPlaces) {
  for (const auto& [word, digits] :
       {std::pair{"十万元", "10万元"}, std::pair{"二十五万元", "25万元"},
        std::pair{"三百元", "300元"}, std::pair{"一千二百", "1200"}, std::pair{"两", "2"},
        std::pair{"百分之二十", "20%"}, std::pair{"百分之十五", "15%"}, std::pair{"千分之三", "3‰"},
        std::pair{"五成", "50%"}, std::pair{"三分之一", "1 / 3"}, std::pair{"第一名", "1"},
        std::pair{"第十", "10"}, std::pair{"第二位", "2"}, std::pair{"第三个", "3"},
        std::pair{"十个工作日", "10个工作日"}})
    EXPECT_EQ(in_digits(word), digits) << word;
}

TEST(ChineseNumber, OtherWordsAreNone) {
  for (const char* word : {"", "万元", "十一奖", "一号楼", "二〇一〇", "十百", "第几名", "分之一",
                           "百分之多少", "单位", "一级", "百分之五左右", "五点分之三", "第一条"})
    EXPECT_EQ(in_digits(word), std::nullopt) << word;
}

}  // namespace
}  // namespace remit::base
