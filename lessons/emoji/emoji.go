// Package emoji knows the signs that pages write by their names, as ":tada:".
package emoji

import (
	"strings"
	"sync"
)

// Sign returns the sign of a name, "" if there is none.
func Sign(name string) string { return signs()[name] }

// signs is the table of signs by their names.
var signs = sync.OnceValue(func() map[string]string {
	words := strings.Fields(names)
	m := make(map[string]string, len(words)/2)
	for i := 0; i+1 < len(words); i += 2 {
		m[words[i]] = words[i+1]
	}
	return m
})

// names are names of GitHub's list that pages use, each with its sign. Words that
// rather begin a field, as ":date:", are left out.
const names = `
+1 👍 -1 👎 100 💯 airplane ✈️ alarm_clock ⏰ alien 👽 ambulance 🚑 anchor ⚓ angry 😠 apple 🍎 arrow_down ⬇️
arrow_left ⬅️ arrow_right ➡️ arrow_up ⬆️ arrow_upper_right ↗️ arrows_counterclockwise 🔄 art 🎨
atom_symbol ⚛️ baby 👶 balloon 🎈 ballot_box_with_check ☑️ bangbang ‼️ bar_chart 📊 battery 🔋 beer 🍺 beers 🍻
beetle 🐞 bell 🔔 bird 🐦 birthday 🎂 black_circle ⚫ blue_book 📘 blue_heart 💙 blush 😊 boat ⛵ bomb 💣 book 📖 bouquet 💐
bookmark 🔖 bookmark_tabs 📑 books 📚 boom 💥 bow 🙇 brain 🧠 briefcase 💼 broken_heart 💔 bug 🐛
building_construction 🏗️ bulb 💡 bus 🚌 bust_in_silhouette 👤 busts_in_silhouette 👥 cactus 🌵 cake 🍰
calendar 📆 camera 📷 car 🚗 card_file_box 🗃️ card_index 📇 cat 🐱 chart_with_downwards_trend 📉
chart_with_upwards_trend 📈 checkered_flag 🏁 cherry_blossom 🌸 children_crossing 🚸 clap 👏 clapper 🎬
clipboard 📋 clock1 🕐 clock3 🕒 closed_lock_with_key 🔐 cloud ☁️ coffee ☕ computer 💻 confetti_ball 🎊
confused 😕 construction 🚧 construction_worker 👷 cookie 🍪 copyright ©️ credit_card 💳 crown 👑 cry 😢
crying_cat_face 😿 cyclone 🌀 dango 🍡 dart 🎯 dash 💨 desktop_computer 🖥️ diamond_shape_with_a_dot_inside 💠
dizzy 💫 dog 🐶 dolphin 🐬 dragon 🐉 droplet 💧 earth_africa 🌍 earth_americas 🌎 earth_asia 🌏 egg 🥚
electric_plug 🔌 elephant 🐘 email 📧 envelope ✉️ exclamation ❗ exploding_head 🤯 eyeglasses 👓 eyes 👀
face_with_monocle 🧐 facepalm 🤦 factory 🏭 fast_forward ⏩ file_folder 📁 fire 🔥 fire_engine 🚒 fireworks 🎆
fish 🐟 fist ✊ flashlight 🔦 floppy_disk 💾 flushed 😳 fork_and_knife 🍴 four_leaf_clover 🍀 fox_face 🦊 frog 🐸
game_die 🎲 gear ⚙️ gem 💎 ghost 👻 gift 🎁 globe_with_meridians 🌐 goal_net 🥅 green_apple 🍏 green_book 📗
green_circle 🟢 green_heart 💚 grey_exclamation ❕ grey_question ❔ grimacing 😬 grin 😁 grinning 😀 guitar 🎸
hammer 🔨 hammer_and_wrench 🛠️ handshake 🤝 hankey 💩 headphones 🎧 hear_no_evil 🙉 heart ❤️ heart_eyes 😍
heavy_check_mark ✔️ heavy_exclamation_mark ❗ heavy_minus_sign ➖ heavy_multiplication_x ✖️
heavy_plus_sign ➕ honeybee 🐝 hospital 🏥 hot_pepper 🌶️ hourglass ⌛ hourglass_flowing_sand ⏳ house 🏠 hugs 🤗
inbox_tray 📥 infinity ♾️ information_source ℹ️ iphone 📱 jack_o_lantern 🎃 joy 😂 key 🔑 keyboard ⌨️
kissing_heart 😘 large_blue_circle 🔵 laughing 😆 leaves 🍃 ledger 📒 left_right_arrow ↔️ link 🔗 lipstick 💄
lock 🔒 loud_sound 🔊 loudspeaker 📢 mag 🔍 mag_right 🔎 magic_wand 🪄 mailbox 📫 man_technologist 👨‍💻 mega 📣
memo 📝 microphone 🎤 microscope 🔬 monkey 🐒 moon 🌔 mortar_board 🎓 mountain ⛰️ movie_camera 🎥 muscle 💪
musical_note 🎵 mute 🔇 necktie 👔 nerd_face 🤓 neutral_face 😐 newspaper 📰 no_bell 🔕 no_entry ⛔
no_entry_sign 🚫 no_good 🙅 notebook 📓 notebook_with_decorative_cover 📔 ocean 🌊 octopus 🐙 ok_hand 👌
open_file_folder 📂 open_hands 👐 orange_book 📙 orange_circle 🟠 outbox_tray 📤 package 📦 page_facing_up 📄
page_with_curl 📃 palm_tree 🌴 panda_face 🐼 paperclip 📎 partying_face 🥳 passport_control 🛂 pear 🍐 pencil 📝
pencil2 ✏️ penguin 🐧 pensive 😔 people_holding_hands 🧑‍🤝‍🧑 pig 🐷 pill 💊 pineapple 🍍 pizza 🍕
plate_with_cutlery 🍽️ point_down 👇 point_left 👈 point_right 👉 point_up ☝️ police_car 🚓 poop 💩 pray 🙏
printer 🖨️ purple_circle 🟣 purple_heart 💜 pushpin 📌 puzzle_piece 🧩 question ❓ rabbit 🐰 radio_button 🔘
rainbow 🌈 raised_hand ✋ raised_hands 🙌 raising_hand 🙋 recycle ♻️ red_circle 🔴 relaxed ☺️
reminder_ribbon 🎗️ repeat 🔁 rewind ⏪ robot 🤖 rocket 🚀 rofl 🤣 rose 🌹 rotating_light 🚨 round_pushpin 📍
running 🏃 satellite 📡 scissors ✂️ scream 😱 scroll 📜 see_no_evil 🙈 seedling 🌱 sheep 🐑 shield 🛡️ ship 🚢
shrug 🤷 signal_strength 📶 skull 💀 sleeping 😴 sleepy 😪 small_blue_diamond 🔹 small_orange_diamond 🔸
small_red_triangle 🔺 smile 😄 smiley 😃 smiling_face_with_three_hearts 🥰 smirk 😏 snail 🐌 snake 🐍
snowflake ❄️ snowman ⛄ sob 😭 soccer ⚽ sparkle ❇️ sparkler 🎇 sparkles ✨ sparkling_heart 💖 speak_no_evil 🙊
speaking_head 🗣️ speech_balloon 💬 spider 🕷️ spiral_notepad 🗒️ star ⭐ star2 🌟 star_struck 🤩 stars 🌠
stop_sign 🛑 stopwatch ⏱️ straight_ruler 📏 sun_with_face 🌞 sunflower 🌻 sunglasses 😎 sunny ☀️ sweat 😓
sweat_smile 😅 syringe 💉 tada 🎉 technologist 🧑‍💻 telescope 🔭 tent ⛺ test_tube 🧪 thinking 🤔
thought_balloon 💭 thumbsdown 👎 thumbsup 👍 ticket 🎫 tiger 🐯 timer_clock ⏲️ toolbox 🧰 tools 🛠️ tractor 🚜
traffic_light 🚥 train 🚆 triangular_flag_on_post 🚩 triangular_ruler 📐 trophy 🏆 truck 🚚 tulip 🌷 turtle 🐢
tv 📺 unamused 😒 unicorn 🦄 unlock 🔓 vertical_traffic_light 🚦 video_game 🎮 vulcan_salute 🖖 warning ⚠️
wastebasket 🗑️ wave 👋 weary 😩 whale 🐳 white_check_mark ✅ white_circle ⚪ white_large_square ⬜
white_square_button 🔳 wink 😉 wolf 🐺 woman_technologist 👩‍💻 world_map 🗺️ wrench 🔧 writing_hand ✍️ x ❌
yellow_circle 🟡 yellow_heart 💛 yum 😋 zap ⚡ zipper_mouth_face 🤐 zzz 💤 man_raising_hand 🙋‍♂️ woman_raising_hand 🙋‍♀️
woman_in_lotus_position 🧘‍♀️ man_in_lotus_position 🧘‍♂️ person_in_lotus_position 🧘 man_shrugging 🤷‍♂️ woman_shrugging 🤷‍♀️
man_facepalming 🤦‍♂️ woman_facepalming 🤦‍♀️ man_teacher 👨‍🏫 woman_teacher 👩‍🏫 man_student 👨‍🎓 woman_student 👩‍🎓
fountain_pen 🖋️ slightly_smiling_face 🙂 upside_down_face 🙃 smiling_imp 😈 disappointed 😞 relieved 😌 open_mouth 😮
astonished 😲 hushed 😯 sunrise 🌅 mountain_railway 🚞 rice 🍚 tangerine 🍊 lemon 🍋 banana 🍌 watermelon 🍉 grapes 🍇
strawberry 🍓 tomato 🍅 corn 🌽 bread 🍞 cheese 🧀 hamburger 🍔 mailbox_with_mail 📬 envelope_with_arrow 📩
`
