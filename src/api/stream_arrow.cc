// Batches from streams of Arrow arrays.
#include <memory>
#include <string>
#include <utility>

#include "diagnostic/error.h"
#include "diagnostic/text/api.h"
#include "remit/stream.h"
#include "table/arrow_abi.h"

namespace remit {
namespace {

/// The stream of one traversal and what its arrays look like.
struct Opened {
  table::Released<ArrowArrayStream> stream;
  table::Released<ArrowSchema> schema;

  Error failure() {
    const char* const text =
        stream.get_last_error == nullptr ? nullptr : stream.get_last_error(&stream);
    return host_error(StatusCode::data_error, text == nullptr ? "" : text);
  }
};

}  // namespace

StreamSource stream_from_arrow(std::size_t entity, std::function<Status(ArrowArrayStream*)> open) {
  auto opened = std::make_shared<std::unique_ptr<Opened>>();
  StreamSource source;
  source.rewind = [opened, open = std::move(open)]() -> Status {
    opened->reset();
    auto fresh = std::make_unique<Opened>();
    if (Status done = open(&fresh->stream); !done.ok()) return done;
    if (fresh->stream.release == nullptr) {
      return diagnostic::make_error(StatusCode::invalid_argument, diagnostic::text::api_null,
                                    {"stream"});
    }
    if (fresh->stream.get_schema == nullptr || fresh->stream.get_next == nullptr) {
      return diagnostic::make_error(StatusCode::data_error, diagnostic::text::api_arrow_stream,
                                    {"", "get_schema, get_next"});
    }
    if (fresh->stream.get_schema(&fresh->stream, &fresh->schema) != 0) return fresh->failure();
    *opened = std::move(fresh);
    return Done{};
  };
  source.next = [opened, entity](Data& batch) -> Result<bool> {
    Opened& from = **opened;
    table::Released<ArrowArray> array;
    if (from.stream.get_next(&from.stream, &array) != 0) return from.failure();
    if (array.release == nullptr) return false;
    const Status done = batch.set_table_arrow(entity, &from.schema, &array);
    if (!done.ok()) return done.error();
    return true;
  };
  return source;
}

}  // namespace remit
