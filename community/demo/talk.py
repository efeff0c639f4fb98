"""What the people of the demo world say to each other, in the forum and in the chat."""

import uuid

from community.chat import actions as chat
from forum import actions as forum

from . import words
from .clock import at


def fill_forum(world) -> None:
    boards = {code: network.boards.get() for code, network in world.networks.items()}
    boards["open"] = world.open_board
    for index, (board, author, title, tags, first, answers, helped) in enumerate(words.THREADS):
        days = -20 + index * 3
        with at(world.moment(days, 9, 12)):
            topic = forum.start_topic(
                actor=world.people[author],
                board=boards[board],
                title=title,
                html=first,
                tags=tags,
                client_id=uuid.uuid4(),
            )
        for n, (who, text) in enumerate(answers, start=1):
            with at(world.moment(min(days + n, 0), 8 + n, 5 * n)):
                topic.refresh_from_db()
                post = forum.reply(actor=world.people[who], topic=topic, html=text, client_id=uuid.uuid4())
                if n < len(answers):
                    forum.react(actor=world.people[author], post=post, kind="useful")
        if helped:
            forum.choose_answer(actor=world.people[author], topic=topic, post=topic.posts.get(number=helped))


def fill_chat(world) -> None:
    for code, lines in words.CHAT:
        room = world.networks[code].rooms.get()
        for index, (who, text) in enumerate(lines):
            with at(world.moment(-1, 15, 5 * index)):
                chat.say(actor=world.people[who], room=room, text=text, client_id=uuid.uuid4())
    with at(world.moment(0, 8)):
        room = chat.open_conversation(actor=world.people["P06"], person=world.people["P05"])
        text = "Mag ik jullie blad over de boomstammen gebruiken?"
        chat.say(actor=world.people["P06"], room=room, text=text, client_id=uuid.uuid4())
