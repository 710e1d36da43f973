"""The word lists from which a generated book is written, in Vietnamese and in English.

Real words with real diacritics matter: folding, sorting, tooltips of terms and the size of the search index
all depend on them, and lorem ipsum would flatter every one of these steps.
"""

Pair = tuple[str, str]


def _pairs(lines: str) -> tuple[Pair, ...]:
    """One `Vietnamese | English` per line."""
    halves = [line.split(" | ") for line in lines.strip().splitlines()]
    return tuple((vi, en) for vi, en in halves)


def _words(lines: str) -> tuple[str, ...]:
    """Words parted by spaces."""
    return tuple(lines.split())


HEADS = _pairs("""
chi phí | cost
quy trình | process
dữ liệu | data
báo cáo | report
ngân sách | budget
hợp đồng | contract
chương trình đào tạo | training
dịch vụ hỗ trợ | support
kế hoạch triển khai | rollout
mức độ bảo mật | security
tiêu chí đánh giá | criterion
danh mục nhà cung cấp | supplier list
chất lượng | quality
tiến độ | schedule
năng suất | productivity
rủi ro | risk
hệ thống | system
công cụ | tool
điều khoản thanh toán | payment term
thời gian giao hàng | delivery time
tỷ lệ gia hạn | renewal rate
mức độ hài lòng | satisfaction
khả năng tích hợp | integration
cam kết dịch vụ | service level
tồn kho | stock
chính sách | policy
phản hồi | feedback
nhu cầu | need
lộ trình | roadmap
khối lượng công việc | workload
tài liệu hướng dẫn | manual
kênh liên lạc | channel
buổi trình diễn | demo
hồ sơ năng lực | credentials
thỏa thuận | agreement
lợi nhuận | margin
""")

TAILS = _pairs("""
vận hành | operating
khách hàng | customer
nội bộ | internal
định kỳ | periodic
sản xuất | production
mua hàng | purchasing
bán hàng | sales
hằng tháng | monthly
theo quý | quarterly
kỹ thuật | technical
pháp lý | legal
nhân sự | staff
tài chính | finance
vận tải | transport
kho bãi | warehouse
trực tuyến | online
đa kênh | multi-channel
sau bán hàng | after-sales
trọn đời | lifetime
bảo trì | maintenance
nghiên cứu | research
thử nghiệm | pilot
xuất khẩu | export
nhập khẩu | import
năng lượng | energy
môi trường | environmental
an toàn | safety
dự án | project
tiếp thị | marketing
đối tác | partner
khu vực | regional
toàn công ty | company-wide
dài hạn | long-term
khẩn cấp | urgent
tự động | automatic
trung tâm | central
""")

SECTORS = _pairs("""
dệt may | textile
da giày | footwear
chế biến thực phẩm | food
thủy sản | seafood
đồ gỗ | furniture
nhựa và bao bì | packaging
cơ khí | mechanical
điện tử | electronics
dược phẩm | pharmaceutical
hóa chất | chemical
vật liệu xây dựng | building-material
vận tải | transport
kho vận | logistics
bán lẻ | retail
giáo dục | education
y tế | health
ngân hàng | banking
bảo hiểm | insurance
du lịch | travel
năng lượng | energy
""")

REGIONS = _pairs("""
miền Bắc | the North
miền Trung | the Centre
miền Nam | the South
Tây Nguyên | the Highlands
Đồng bằng sông Cửu Long | the Mekong Delta
Hà Nội | Hanoi
Đà Nẵng | Da Nang
Thành phố Hồ Chí Minh | Ho Chi Minh City
Hải Phòng | Hai Phong
Bình Dương | Binh Duong
""")

SIZES = _pairs("""
nhỏ | small
vừa | medium
lớn | large
""")

JOBS = _pairs("""
Giám đốc điều hành | Chief executive
Trưởng phòng mua hàng | Head of purchasing
Chuyên viên vận hành | Operations specialist
Kỹ sư hệ thống | Systems engineer
Giám đốc tài chính | Finance director
Trưởng phòng nhân sự | Head of people
Quản lý nhà máy | Plant manager
Trợ lý nghiên cứu thị trường | Market research assistant
""")

TEAMS = _pairs("""
Kinh doanh | Sales
Tiếp thị | Marketing
Chăm sóc khách hàng | Customer care
Kế toán | Accounting
Lễ tân và tổng đài | Reception and hotline
Triển khai | Onboarding
Hỗ trợ kỹ thuật | Technical support
Sản phẩm | Product
Đào tạo | Training
Pháp chế | Legal
Đối tác | Partnerships
Phân tích dữ liệu | Data analysis
Hậu cần | Logistics
Truyền thông | Communications
Dự án | Projects
Quản lý chất lượng | Quality
Công nghệ thông tin | IT
Mua hàng | Purchasing
Nhân sự | People
Ban giám đốc | Management
""")

PLACES_WE_MEET = _pairs("""
Bài viết chuyên gia | Expert article
Hội thảo trực tuyến | Webinar
Trang giới thiệu | Web page
Thư điện tử | E-mail
Buổi gặp trực tiếp | Meeting
Bảng so sánh | Comparison sheet
Quảng cáo tìm kiếm | Search ad
Cuộc gọi tư vấn | Advice call
Gian hàng triển lãm | Trade stand
Tờ giới thiệu | Leaflet
Cộng đồng khách hàng | Customer community
Khảo sát | Survey
Lớp hướng dẫn | Class
Thông báo gia hạn | Renewal notice
Tổng đài | Hotline
Giới thiệu từ đối tác | Partner recommendation
""")

FAMILY_NAMES = _words("""
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Lương Trịnh
""")

MIDDLE_NAMES = _words("""
Thị Văn Hữu Đức Minh Ngọc Thanh Quốc Hoài Thùy Bảo Gia Khánh Phương Xuân Anh Tuấn Kim Diệu Công
""")

GIVEN_NAMES = _words("""
Lan Hương Hùng Dũng Tâm Thảo Trang Quỳnh Nhung Oanh Yến Vy Phúc Lộc Thọ Đạt Sơn Hải Long Giang Thủy
Bình An Khoa Kiên Nghĩa Trí Nhân Tín Ánh Tuyết Mỹ Hạnh Đào Mai Cúc Trúc Liên Huệ Nga
""")

BRANDS = _words("""
An Bình Cát Đại Đông Gia Hoa Hưng Khang Kim Lạc Minh Nam Ngọc Nhật Phát Phú Quang Sao Tân Thái Thành
Thiên Thịnh Tín Trường Việt Vạn Xuân Yên
""")
