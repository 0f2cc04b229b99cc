#include "remit/sha256.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/sha256_blocks.h"

namespace remit::tools {
namespace {

std::string hash(std::string_view text) { return sha256(text); }

// FIPS 180-4, examples of the NIST.
TEST(Sha256, KnownAnswers) {
  EXPECT_EQ(hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hash("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(hash(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// Around the ends of blocks, where the padding takes one block more; by Python's hashlib.
TEST(Sha256, EndsOfBlocks) {
  const std::pair<std::size_t, std::string_view> known[] = {
      {55, "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"},
      {56, "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"},
      {63, "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"},
      {64, "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"},
      {65, "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"},
      {119, "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c"},
      {120, "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98"}};
  for (const auto& [size, expected] : known) EXPECT_EQ(hash(std::string(size, 'x')), expected);
}

TEST(Sha256, PiecesMakeNoDifference) {
  const std::string text(1000, 'x');
  Sha256 pieces;
  for (std::size_t i = 0; i < text.size(); i += 7) pieces.add(std::string_view(text).substr(i, 7));
  EXPECT_EQ(pieces.hex(), hash(text));
}

// What the processor has instructions for, and what any processor can do.
TEST(Sha256, BothWaysAgree) {
  const Sha256Blocks quick = sha256_of_processor();
  if (quick == nullptr) GTEST_SKIP() << "this processor has no instructions for it";
  std::vector<unsigned char> bytes(64 * 17);
  std::uint32_t seed = 1;
  for (unsigned char& byte : bytes)
    byte = static_cast<unsigned char>((seed = seed * 1664525 + 1013904223) >> 24);
  for (std::size_t blocks = 0; blocks <= 17; ++blocks) {
    Sha256State one = {1, 2, 3, 4, 5, 6, 7, 0x80000000}, other = one;
    quick(one, bytes.data(), blocks);
    sha256_portable(other, bytes.data(), blocks);
    EXPECT_EQ(one, other) << blocks;
  }
}

}  // namespace
}  // namespace remit::tools
