#pragma once

// What most tests include, compiled once (cmake/RemitPrecompiled.cmake). Nobody includes this.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/prelude.h"
