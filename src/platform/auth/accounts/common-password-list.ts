/** The passwords of at least eight characters that lists of stolen ones, here and in China, begin with; lower case. */
export const COMMON_PASSWORDS: readonly string[] = `
!qaz2wsx 00000000 0123456789 0987654321 101010101 10203040 110110110 110119120 11111111 11111111a 112112112 11223344 1122334455 112233445566
119119119 120120120 12121212 121212121 123123123 123321123 12341234 12344321 123454321 123456654321 12345678 123456789 1234567890
12345678910 123456789a 12345678a 1234567a 123456aa 123456ab 123456abc 123456qwerty 12345abc 1234abcd 1234qwer 123abc123 123qweasd
123qweasdzxc 12qwaszx 13131313 13145200 1314520520 1314520a 147258369 147852369 159357159 168168168 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y
1qaz2wsx 1qaz2wsx3edc 1qazxsw2 20082008 20202020 31415926 314159265 456123789 518518518 52013140 520131400 5201314520 5201314a 55555555
66666666 666666666 6666666666 69696969 741852963 7758258a 77585210 7758521a 77777777 789456123 87654321 88888888 888888888 8888888888
963852741 987654321 99999999 999999999 a11111111 a123123123 a1234567 a12345678 a123456789 a1b2c3d4 a1s2d3f4 a5201314 a66666666 a88888888
aa123456 aa12345678 aa888888 aa@123456 aaa12345 ab123456 abc12345 abc123456 abc123abc abc@1234 abc@12345 abc@123456 abcabcabc abcd1234
abcd12345 abcdef12 abcdefg1 abcdefgh access123 admin123 admin1234 admin12345 admin123456 admin666 admin888 admin@123 adminadmin
administrator administrator1 aini1314 alexander alexandra alibaba1 arsenal1 asd123456 asdf1234 asdfasdf asdfghjk asdfghjkl ashley123
autumn2025 baidu123 baobei520 baseball baseball1 basketball batman123 beijing123 beijing2008 blink182 business butterfly caonima123 changeit
changeme changeme1 changeme123 charlie1 chelsea1 chen123456 china123 chocolate christin company123 computer computer1 corvette crm12345
crm123456 danielle december1 default1 dragon123 elizabeth ferrari1 football football1 freedom1 friday13 fuckyou! fuckyou1 fuckyou123
garfield1 guest123 guest1234 hello123 hello1234 hello@123 helloworld huawei123 iloveyou iloveyou1 iloveyou2 iloveyou520 internet january1
jennifer jessica1 jonathan jordan23 laogong520 laopo520 letmein1 letmein123 li123456 liu123456 liverpool liverpool1 login123 manager1
manager123 master123 mercedes michael1 million1 monday123 money123 monkey123 mustang1 mypassword mysql123 naruto123 newpassword nicholas
nihao123 nihao123456 nihaoma123 office123 oracle123 p@55w0rd p@ssw0rd p@ssword pa$$w0rd pass@123 pass@word1 passw0rd passw0rd! password
password! password1 password1! password12 password123 password1234 password@123 passwort patricia pokemon1 pokemon123 porsche1 princess
princess1 q1234567 q12345678 q1w2e3r4 q1w2e3r4t5 qq123456 qq12345678 qq123456789 qwe12345 qwe123456 qwe@1234 qweasd123 qweasdzxc qweqweqwe
qwer1234 qwerty12 qwerty123 qwerty1234 qwertyui qwertyuiop root1234 root123456 root@123 rootroot sales123 sales1234 sales123456 samantha
samsung1 secret123 secret1234 server123 service123 shadow123 shanghai123 snoopy123 snowball1 spiderman spring2025 starwars starwars1
stephanie student123 success1 summer123 summer2024 summer2025 sunshine sunshine1 superman superman1 system123 taobao123 teacher123 temp1234
temppass tencent1 test1234 test12345 test123456 test@123 testtest tidecrm1 tidecrm123 tigger123 trustno1 user1234 user123456 victoria
w12345678 wang123456 wangjian123 wangwei123 wechat123 weixin123 welcome1 welcome1! welcome12 welcome123 welcome@123 whatever whatever1
winter2024 winter2025 wo5201314 woaini123 woaini1314 woaini1314520 woaini520 woaini521 woaiwojia woshishui x12345678 xiaomi123 xiaoxiao
yang123456 z1234567 z12345678 zaq12wsx zaq1zaq1 zhang123 zhang123456 zhangwei zhao123456 zhongguo zhongguo123 zxc123456 zxcv1234 zxcvbnm1
zxcvbnm123 zxcvbnma
`
  .trim()
  .split(/\s+/);
