"""The sentence patterns of a generated book, by what they speak of, each in Vietnamese and in English.

`{a}` and `{b}` become topics, some of which are terms of the book, `{n}` a number and `{r}` a region. They
make most sentences unique, so that a cache by text gains no more here than in a real book.
"""

from benchmarks.words import Pair

PATTERNS: dict[str, tuple[Pair, ...]] = {
    "goal": (
        (
            "Rút ngắn thời gian xử lý {a} xuống dưới {n} ngày mà không tăng thêm người",
            "Handle {a} in under {n} days without hiring",
        ),
        ("Nhìn thấy {a} và {b} trên cùng một màn hình", "See {a} and {b} on one screen"),
        (
            "Giảm {n} % {a} trong năm nay, vẫn giữ vững {b}",
            "Cut {a} by {n} % this year while keeping {b} steady",
        ),
        (
            "Có đủ số liệu về {a} để thuyết phục ban giám đốc",
            "Have enough figures on {a} to convince management",
        ),
        (
            "Mở rộng ra {r} trong {n} tháng tới với {a} rõ ràng",
            "Grow into {r} within {n} months with a clear {a}",
        ),
        ("Tìm một nhà cung cấp lo được cả {a} lẫn {b}", "Find one supplier who takes care of {a} and of {b}"),
    ),
    "pain": (
        (
            "Mỗi bộ phận ghi {a} theo một cách, cuối tháng phải đối chiếu bằng tay",
            "Each department records {a} its own way and it is compared by hand each month",
        ),
        ("Chờ {n} ngày mới có câu trả lời về {a}", "Waits {n} days for an answer about {a}"),
        (
            "Đã thử ba công cụ nhưng không công cụ nào nối được {a} với {b}",
            "Tried three tools, none of which connects {a} with {b}",
        ),
        (
            "Không biết hỏi ai khi {a} có vấn đề vào cuối tuần",
            "Has nobody to ask when {a} fails at the weekend",
        ),
        ("{n} % thời gian của nhóm mất vào {a}", "{n} % of the team's time goes into {a}"),
        ("Lo rằng thay đổi {a} sẽ làm gián đoạn {b}", "Fears that changing {a} will disturb {b}"),
    ),
    "action": (
        (
            "Hỏi hai đồng nghiệp ở {r} xem họ đang dùng gì cho {a}",
            "Asks two colleagues in {r} what they use for {a}",
        ),
        (
            "Lập danh sách {n} nhà cung cấp rồi chấm điểm theo {a}",
            "Lists {n} suppliers and scores them by {a}",
        ),
        ("Đọc đánh giá của khách hàng cũ về {a}", "Reads what earlier customers say about {a}"),
        (
            "Yêu cầu bản trình diễn với dữ liệu thật về {a} và {b}",
            "Asks for a demo with real data on {a} and {b}",
        ),
        ("Trình {a} lên cấp trên kèm phương án dự phòng", "Submits {a} with a fallback plan"),
        ("Họp {n} phút với nhóm để thống nhất {a}", "Meets the team for {n} minutes to agree on {a}"),
    ),
    "thought": (
        ("Liệu họ có hiểu {a} của ngành mình không?", "Do they understand {a} in our trade?"),
        ("Nếu {a} thất bại thì ai chịu trách nhiệm?", "Who answers for it if {a} fails?"),
        ("Giá cao hơn {n} % thì {b} có đáng không?", "At {n} % more, is {b} worth it?"),
        (
            "Mình cần một ví dụ ở {r}, không cần thêm lời hứa về {a}",
            "I need an example in {r}, not more promises on {a}",
        ),
        ("Nhẹ người vì {a} đã có người lo", "Relieved that somebody takes care of {a}"),
        ("Sốt ruột khi {b} vẫn chưa có hạn", "Impatient while {b} has no date"),
    ),
    "offer": (
        ("Chúng tôi nhận trọn {a}, bạn chỉ cần theo dõi {b}", "We take on all of {a}; you only watch {b}"),
        ("Khách hàng ở {r} giảm {n} % {a} sau một quý", "Customers in {r} cut {a} by {n} % in a quarter"),
        (
            "Dùng thử {n} ngày với {a} thật, không ràng buộc",
            "A trial of {n} days with real {a}, without obligation",
        ),
        ("Gói dịch vụ chia theo {a}, trả theo mức dùng", "Packages by {a}, paid by use"),
        (
            "Một đầu mối duy nhất cho {a} và {b}, kể cả ngày nghỉ",
            "One contact for {a} and {b}, holidays included",
        ),
        ("Hợp đồng ngắn, điều khoản về {a} viết bằng lời thường", "A short contract with {a} in plain words"),
    ),
    "fact": (
        (
            "Khoảng {n} % khách hàng ở {r} xem {a} là ưu tiên hàng đầu",
            "About {n} % of customers in {r} put {a} first",
        ),
        (
            "Quy định mới buộc doanh nghiệp công khai {a} từ năm nay",
            "New rules make companies disclose {a} this year",
        ),
        (
            "Quyết định về {a} thường kéo dài {n} tuần và có nhiều người tham gia",
            "Decisions on {a} take {n} weeks and involve several people",
        ),
        ("Xu hướng chuyển từ {a} sang {b} thấy rõ ở {r}", "The shift from {a} to {b} shows in {r}"),
        (
            "Doanh nghiệp lớn yêu cầu {a} trước khi bàn đến {b}",
            "Large companies want {a} before they talk of {b}",
        ),
        ("Người mới vào việc cần {n} ngày để quen với {a}", "Newcomers need {n} days to get used to {a}"),
    ),
    "person": (
        (
            "Làm việc ở {r} đã {n} năm, đi lên từ bộ phận {a}",
            "Has worked in {r} for {n} years, coming from {a}",
        ),
        ("Cẩn thận, thích con số, hỏi kỹ về {a}", "Careful, likes figures, asks much about {a}"),
        ("Nói chuyện thẳng, quyết nhanh khi đã rõ {a}", "Speaks plainly and decides fast once {a} is clear"),
        ("Phụ trách {n} người lo {a} và {b}", "Leads {n} people who handle {a} and {b}"),
        (
            "Đọc tin ngành buổi sáng, xem phim ngắn về {a} buổi tối",
            "Reads trade news in the morning, watches clips on {a} at night",
        ),
        ("Thích trao đổi bằng thư, chỉ gọi khi {b} gấp", "Prefers e-mail, calls only when {b} is urgent"),
    ),
    "question": (
        ("Hiện nay anh chị theo dõi {a} bằng cách nào?", "How do you follow {a} today?"),
        ("Điều gì xảy ra nếu {a} chậm {n} ngày?", "What happens if {a} is {n} days late?"),
        ("Ai là người duyệt {b}, và theo tiêu chí nào?", "Who approves {b}, and by which criteria?"),
        ("Lần gần nhất thay đổi {a}, điều gì khó nhất?", "What was hardest when you last changed {a}?"),
    ),
}
