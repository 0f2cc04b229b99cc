# cmake -D FROM=src/diagnostic -D TO=<folder> -P names.cmake
#
# Writes the constants that name what the tables of FROM hold:
#
#   FROM/catalogue/<room>.def -> TO/code/<room>.h: `code::unknown_name`, whose value is its number
#   FROM/messages/<room>.def  -> TO/text/<room>.h: `text::report_whole`, numbered within its room
#
# Rooms stand in the order in which all.def includes them. A header whose text would be the same is
# left alone, so that nothing is rebuilt for a changed wording. An entry begins at the start of a
# line; one that this file overlooked does not compile (codes.cc, messages.cc).

# rooms(<all.def> <variable>): the tables that it includes, without folder and ending.
function(rooms all variable)
  file(READ "${all}" text)
  string(REGEX MATCHALL "/[a-z_]+\\.def\"" found "${text}")
  list(TRANSFORM found REPLACE "^/([a-z_]+)\\.def\"$" "\\1")
  set(${variable} "${found}" PARENT_SCOPE)
endfunction()

# write_header(<file> <namespace> <header of the type> <table> <lines>)
function(write_header path space header table lines)
  set(text "// Written by src/diagnostic/names.cmake from ${table}.\n#pragma once\n\n")
  string(APPEND text "#include \"diagnostic/${header}\"\n\nnamespace remit::diagnostic::${space} {\n\n"
         "${lines}\n}  // namespace remit::diagnostic::${space}\n")
  set(old "")
  if(EXISTS "${path}")
    file(READ "${path}" old)
  endif()
  if(NOT old STREQUAL text)
    file(WRITE "${path}" "${text}")
  endif()
endfunction()

rooms("${FROM}/catalogue/all.def" code_rooms)
foreach(room ${code_rooms})
  file(READ "${FROM}/catalogue/${room}.def" table)
  string(REGEX MATCHALL "\nREMIT_DIAGNOSTIC\\([0-9]+, [a-z0-9_]+" entries "\n${table}")
  set(lines "")
  foreach(entry ${entries})
    string(REGEX REPLACE ".*\\(([0-9]+), ([a-z0-9_]+)" "inline constexpr Code \\2{\\1};\n" line "${entry}")
    string(APPEND lines "${line}")
  endforeach()
  write_header("${TO}/code/${room}.h" code codes.h "catalogue/${room}.def" "${lines}")
endforeach()

# A room has place for 1024 texts.
rooms("${FROM}/messages/all.def" text_rooms)
set(next 0)
foreach(room ${text_rooms})
  file(READ "${FROM}/messages/${room}.def" table)
  string(REGEX MATCHALL "\nREMIT_TEXT\\([a-z0-9_]+" entries "\n${table}")
  set(lines "")
  set(number "${next}")
  foreach(entry ${entries})
    string(REGEX REPLACE ".*\\(([a-z0-9_]+)" "inline constexpr Text \\1{${number}};\n" line "${entry}")
    string(APPEND lines "${line}")
    math(EXPR number "${number} + 1")
  endforeach()
  math(EXPR next "${next} + 1024")
  if(number GREATER next)
    message(FATAL_ERROR "messages/${room}.def: more than 1024 texts")
  endif()
  write_header("${TO}/text/${room}.h" text messages.h "messages/${room}.def" "${lines}")
endforeach()

file(WRITE "${TO}/names.stamp" "")
