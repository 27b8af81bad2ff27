"""What may be said in the pages of the steering hall, and what is wrong with it?"""

from rodatraden.steering.forms.asking import AnotherDay, Closing, NewRoundForm
from rodatraden.steering.forms.contribution import Contribution, GoalFields, Spot
from rodatraden.steering.forms.equality import Equality
from rodatraden.steering.forms.sending_back import SendBack

__all__ = ["AnotherDay", "Closing", "Contribution", "Equality", "GoalFields", "NewRoundForm", "SendBack", "Spot"]
