"""How different people use a page: with a mouse and without JavaScript, or with a keyboard alone."""

from playwright.sync_api import expect

FOCUSED = "element => element === document.activeElement"


class Mouse:
    """Somebody who clicks and types, without JavaScript."""

    options = {"java_script_enabled": False, "viewport": {"width": 360, "height": 740}}

    def press(self, control):
        """Press a button or follow a link."""
        control.click()

    def write(self, field, words):
        """Replace what a field holds."""
        field.fill(words)

    def choose(self, choice):
        """Choose a radio or tick a box."""
        choice.check()


class Keyboard:
    """Somebody who has a keyboard and no mouse: every control is reached by the Tab key."""

    options = {"viewport": {"width": 1280, "height": 900}}

    def press(self, control):
        """Reach a button or link, and press Enter."""
        self._reach(control)
        control.page.keyboard.press("Enter")

    def write(self, field, words):
        """Reach a field, and type over what it holds."""
        self._reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.insert_text(words)

    def choose(self, choice):
        """Reach a group of radios or a box, move to the choice and press Space."""
        name = choice.get_attribute("name")
        if choice.get_attribute("type") == "radio":
            self._reach(choice.page.locator(f"input[name={name}]"))
            for _step in range(10):
                if choice.evaluate(FOCUSED):
                    break
                choice.page.keyboard.press("ArrowDown")
        else:
            self._reach(choice)
        choice.page.keyboard.press("Space")
        expect(choice).to_be_checked()

    def _reach(self, control):
        for _step in range(200):
            if any(each.evaluate(FOCUSED) for each in control.all()):
                return
            control.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key does not reach {control}")
