// A server that answers every request with one text, as plainly as Boost.Beast lets one: what
// `remit serve` is measured against. usage: serve_constant THREADS; prints its port.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Tcp = asio::ip::tcp;
using Error = boost::system::error_code;

class Session : public std::enable_shared_from_this<Session> {
 public:
  explicit Session(Tcp::socket socket) : stream_(std::move(socket)) {}

  void read() {
    request_ = {};
    stream_.expires_after(std::chrono::seconds(30));
    http::async_read(stream_, buffer_, request_,
                     [self = shared_from_this()](Error error, std::size_t) {
                       if (!error) self->write();
                     });
  }

 private:
  void write() {
    response_.emplace(http::status::ok, 11);
    response_->set(http::field::content_type, "application/json");
    response_->keep_alive(request_.keep_alive());
    response_->body() = R"({"status":"ok"})";
    response_->prepare_payload();
    http::async_write(stream_, *response_, [self = shared_from_this()](Error error, std::size_t) {
      if (!error) self->read();
    });
  }

  beast::tcp_stream stream_;
  beast::flat_buffer buffer_;
  http::request<http::string_body> request_;
  std::optional<http::response<http::string_body>> response_;
};

void accept(asio::io_context& context, Tcp::acceptor& acceptor) {
  acceptor.async_accept(asio::make_strand(context), [&](Error error, Tcp::socket socket) {
    if (!error) {
      socket.set_option(Tcp::no_delay(true), error);
      std::make_shared<Session>(std::move(socket))->read();
    }
    accept(context, acceptor);
  });
}

}  // namespace

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : 1;
  asio::io_context context(threads);
  Tcp::acceptor acceptor(context, Tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  std::printf("%d\n", int{acceptor.local_endpoint().port()});
  std::fflush(stdout);
  accept(context, acceptor);
  std::vector<std::thread> others;
  for (int i = 1; i < threads; ++i) others.emplace_back([&context] { context.run(); });
  context.run();
}
