#include "language_model/sorted_list.h"

#include <bit>

namespace unspin::language_model {
namespace {

// How a list of `size` numbers below `universe` is laid out; writer and reader share this.
struct Layout {
  std::uint32_t low_width = 0;
  std::uint64_t bucket_count = 0;  // 0: no buckets
  std::uint32_t sample_width = 0;

  Layout(std::uint64_t size, std::uint64_t universe) {
    if (size < SortedList::kShort) {
      low_width = bits_for(universe);
      return;
    }
    const std::uint64_t spread = universe / size;
    low_width = spread == 0 ? 0U : static_cast<std::uint32_t>(63 - std::countl_zero(spread));
    bucket_count = ((universe - 1) >> low_width) + 1;
    sample_width = bits_for(size + bucket_count);
  }
  [[nodiscard]] std::uint64_t sample_count() const {
    return bucket_count == 0 ? 0 : (bucket_count - 1) / SortedList::kSampledBuckets;
  }
};

void append_gamma(BitWriter& out, std::uint64_t value) {
  const auto width = static_cast<std::uint32_t>(63 - std::countl_zero(value | 1U));
  out.append_ones(width);
  out.append(0, 1);
  out.append(value - (std::uint64_t{1} << width), width);
}

// Unary bucket sizes: a one for each number, a zero behind each bucket.
void append_buckets(BitWriter& out, std::span<const ListItem> items, const Layout& layout, bool samples) {
  std::size_t next = 0;
  for (std::uint64_t bucket = 0; bucket < layout.bucket_count; ++bucket) {
    if (samples && bucket > 0 && bucket % SortedList::kSampledBuckets == 0) {
      out.append(next + bucket, layout.sample_width);
    }
    const std::size_t first = next;
    while (next < items.size() && items[next].number >> layout.low_width == bucket) ++next;
    if (samples) continue;
    out.append_ones(next - first);
    out.append(0, 1);
  }
}

}  // namespace

void append_sorted_list(BitWriter& out, std::span<const ListItem> items, std::uint64_t universe,
                        std::uint32_t code_width) {
  const Layout layout(items.size(), universe);
  append_gamma(out, items.size());
  append_buckets(out, items, layout, true);
  append_buckets(out, items, layout, false);
  for (const ListItem& item : items) {
    out.append(item.number & low_mask(layout.low_width), layout.low_width);
    out.append(item.code, code_width);
  }
}

SortedList::SortedList(const BitView& bits, std::uint64_t position, std::uint64_t universe, std::uint32_t code_width)
    : bits_(bits), code_width_(static_cast<std::uint8_t>(code_width)) {
  const std::uint64_t head = bits.read(position, BitView::kChunk);
  // The mask keeps the size of a damaged list in one chunk; a sound list is never that long.
  const auto width = static_cast<std::uint32_t>(std::countr_one(head & low_mask(27)));
  size_ = static_cast<std::uint32_t>((std::uint64_t{1} << width) + (head >> (width + 1) & low_mask(width)));
  const Layout layout(size_, universe == 0 ? 1 : universe);
  low_width_ = static_cast<std::uint8_t>(layout.low_width);
  sample_width_ = static_cast<std::uint8_t>(layout.sample_width);
  samples_ = position + std::uint64_t{2} * width + 1;
  buckets_ = samples_ + layout.sample_count() * layout.sample_width;
  records_ = layout.bucket_count == 0 ? buckets_ : buckets_ + size_ + layout.bucket_count;
}

SortedList::Found SortedList::find(std::uint64_t number) const {
  if (size_ < kShort) return search(0, size_, number);
  const std::uint64_t bucket = number >> low_width_;
  std::uint64_t start = buckets_;
  if (const std::uint64_t sample = bucket / kSampledBuckets; sample > 0) {
    start += bits_.read(samples_ + (sample - 1) * sample_width_, sample_width_);
  }
  if (const auto skip = static_cast<std::uint32_t>(bucket % kSampledBuckets); skip > 0) {
    start = find_zero(bits_, start, skip - 1) + 1;
  }
  const std::uint64_t first = start - buckets_ - bucket;
  return search(first, first + run_of_ones(bits_, start), number & low_mask(low_width_));
}

// Compares the low bits of the records first..last-1, which ascend.
SortedList::Found SortedList::search(std::uint64_t first, std::uint64_t last, std::uint64_t low) const {
  constexpr std::uint64_t kScan = 8;
  const std::uint32_t stride = static_cast<std::uint32_t>(low_width_) + code_width_;
  while (last - first > kScan) {
    const std::uint64_t middle = first + (last - first) / 2;
    if (bits_.read(records_ + middle * stride, low_width_) <= low) {
      first = middle;
    } else {
      last = middle;
    }
  }
  for (; first < last; ++first) {
    const std::uint64_t record = bits_.read(records_ + first * stride, stride);
    const std::uint64_t here = record & low_mask(low_width_);
    if (here < low) continue;
    if (here > low) break;
    return {true, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(record >> low_width_)};
  }
  return {};
}

}  // namespace unspin::language_model
