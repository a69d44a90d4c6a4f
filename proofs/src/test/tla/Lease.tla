------------------------------- MODULE Lease -------------------------------
(***************************************************************************)
(* One lease: two clocks, one inequality. Members ask, voters grant, and   *)
(* whoever leads measures how long the others must be kept out.            *)
(*                                                                         *)
(* No clock value is compared between two nodes, so the model has none: it *)
(* keeps how long ago something was on the clock of the node that counts.  *)
(* A tick is a span of true time in which every clock gains Slow or Fast,  *)
(* each its own choice every time. Messages are late, lost, or overtake    *)
(* one another. Every voter may believe to lead at any time: a deposed     *)
(* leader that goes on is a voter that has not caught up.                  *)
(*                                                                         *)
(* A crash is no action of its own: a member that has lost everything and  *)
(* is silent from then on is one that crashed (restarted it is another     *)
(* member, for its incarnation is new), and a leader that forgets its      *)
(* waits is one that crashed and leads again.                              *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets, TLC

CONSTANTS
  Members,     \* who asks for the key
  Voters,      \* who may lead
  Nobody,      \* owns a free key
  Term,        \* how long a holder may act after its clock reading
  Wait,        \* how long a leader keeps others out
  Slow, Fast,  \* what a clock may gain in a tick
  MaxToken, MaxRenewals, MaxAsks, MaxAnswers,
  Mistake      \* what is done wrong, or "none"

VARIABLES
  owner, token, renewals,  \* the replicated state: token is the greatest one minted
  held,     \* what each member believes: under which token, and how old its reading is
  ended,    \* the greatest token each member has ended in its own books
  asks,     \* commands under way to the voters, with the age of the reading before them
  answers,  \* grants and renewals under way back
  watch,    \* which grant each voter waits for, and for how long
  expires   \* expiries that may be committed, now, later, or never

replicated == <<owner, token, renewals>>
holders == <<held, ended>>
vars == <<replicated, holders, asks, answers, watch, expires>>

NotHeld == [token |-> 0, age |-> 0]
NoWatch == [token |-> 0, renewals |-> 0, age |-> 0]
Max(a, b) == IF a > b THEN a ELSE b
Min(a, b) == IF a < b THEN a ELSE b

Valid(m) == held[m].token # 0 /\ held[m].age < Term

Init ==
  /\ owner = Nobody /\ token = 0 /\ renewals = 0
  /\ held = [m \in Members |-> NotHeld]
  /\ ended = [m \in Members |-> 0]
  /\ asks = {} /\ answers = {}
  /\ watch = [v \in Voters |-> NoWatch]
  /\ expires = {}

-----------------------------------------------------------------------------
(* The holder. *)

Ask(m, kind, t) ==
  /\ Cardinality(asks) < MaxAsks
  /\ asks' = asks \cup {[by |-> m, kind |-> kind, token |-> t, age |-> 0]}

End(m) ==
  /\ held' = [held EXCEPT ![m] = NotHeld]
  /\ ended' = [ended EXCEPT ![m] = Max(@, held[m].token)]

AskAcquire(m) ==
  /\ ~Valid(m)
  /\ End(m)
  /\ Ask(m, "acquire", ended'[m])
  /\ UNCHANGED <<replicated, answers, watch, expires>>

AskRenew(m) ==
  /\ held[m].token # 0
  /\ Ask(m, "renew", held[m].token)
  /\ UNCHANGED <<replicated, holders, answers, watch, expires>>

AskRelease(m) ==
  /\ held[m].token # 0
  /\ End(m)
  /\ Ask(m, "release", held[m].token)
  /\ UNCHANGED <<replicated, answers, watch, expires>>

\* Its time is over, or the voters refused a renewal, or it crashes.
Lose(m) ==
  /\ held[m].token # 0
  /\ End(m)
  /\ UNCHANGED <<replicated, asks, answers, watch, expires>>

\* The reading before the question counts, never the moment of the answer.
AgeOf(a) == IF Mistake = "holder counts from the answer" THEN 0 ELSE a.age

HearGranted(m, a) ==
  LET over == a.token <= ended[m] /\ Mistake # "an ended token begins again" IN
  /\ a.by = m /\ a.kind = "granted"
  /\ answers' = answers \ {a}
  /\ IF held[m].token = a.token
       THEN /\ held' = [held EXCEPT ![m].age = Min(@, AgeOf(a))]
            /\ UNCHANGED ended
       ELSE IF over \/ AgeOf(a) >= Term
         THEN /\ ended' = [ended EXCEPT ![m] = Max(@, a.token)]
              /\ UNCHANGED held
         ELSE /\ held' = [held EXCEPT ![m] = [token |-> a.token, age |-> AgeOf(a)]]
              /\ ended' = [ended EXCEPT ![m] = Max(@, held[m].token)]
  /\ UNCHANGED <<replicated, asks, watch, expires>>

HearRenewed(m, a) ==
  /\ a.by = m /\ a.kind = "renewed"
  /\ answers' = answers \ {a}
  /\ IF held[m].token = a.token
       THEN held' = [held EXCEPT ![m].age = Min(@, AgeOf(a))]
       ELSE UNCHANGED held
  /\ UNCHANGED <<replicated, ended, asks, watch, expires>>

-----------------------------------------------------------------------------
(* The voters: what the log decides. *)

Answer(c, kind, t) ==
  IF Cardinality(answers) < MaxAnswers
    THEN answers' = answers \cup {[by |-> c.by, kind |-> kind, token |-> t, age |-> c.age]}
    ELSE UNCHANGED answers  \* lost

Mint ==
  IF Mistake = "tokens of a free key are forgotten" /\ owner = Nobody
    THEN token' = 1
    ELSE token < MaxToken /\ token' = token + 1

GrantTo(c) ==
  /\ Mint
  /\ owner' = c.by
  /\ renewals' = 0
  /\ Answer(c, "granted", token')

Extend(c, kind) ==
  /\ renewals < MaxRenewals
  /\ renewals' = renewals + 1
  /\ UNCHANGED <<owner, token>>
  /\ Answer(c, kind, token)

Free == owner' = Nobody /\ renewals' = 0 /\ UNCHANGED <<token, answers>>

Nothing == UNCHANGED <<replicated, answers>>

ApplyAcquire(c) ==
  /\ c.kind = "acquire"
  /\ IF owner = Nobody THEN GrantTo(c)
     ELSE IF owner # c.by THEN Nothing
     ELSE IF token <= c.token THEN GrantTo(c)
     ELSE Extend(c, "granted")

ApplyRenew(c) ==
  /\ c.kind = "renew"
  /\ IF owner = c.by /\ token = c.token THEN Extend(c, "renewed") ELSE Nothing

ApplyRelease(c) ==
  /\ c.kind = "release"
  /\ IF owner = c.by /\ (token = c.token \/ Mistake = "release ignores the token")
       THEN Free ELSE Nothing

\* Tokens and renewals never return, so what names others can do nothing any more and need not
\* be kept: an expiry under way, or a wait, of a grant that has been renewed or has ended.
Names(x) ==
  /\ owner' # Nobody /\ x.token = token'
  /\ Mistake = "expiry ignores renewals" \/ x.renewals = renewals'

Forget ==
  /\ expires' = {e \in expires : Names(e)}
  /\ watch' = [v \in Voters |-> IF Names(watch[v]) THEN watch[v] ELSE NoWatch]

Apply(c) ==
  /\ asks' = asks \ {c}
  /\ ApplyAcquire(c) \/ ApplyRenew(c) \/ ApplyRelease(c)
  /\ Forget
  /\ UNCHANGED holders

ApplyExpire(e) ==
  /\ Free
  /\ Forget
  /\ UNCHANGED <<holders, asks>>

AskIsLost(c) ==
  /\ asks' = asks \ {c}
  /\ UNCHANGED <<replicated, holders, answers, watch, expires>>

AnswerIsLost(a) ==
  /\ answers' = answers \ {a}
  /\ UNCHANGED <<replicated, holders, asks, watch, expires>>

-----------------------------------------------------------------------------
(* The patience of leaders. *)

Current(age) == [token |-> token, renewals |-> renewals, age |-> age]

\* It begins to lead: what others measured is unknown, so every wait begins now.
Lead(v) ==
  /\ owner # Nobody
  /\ watch' = [watch EXCEPT ![v] =
       Current(IF Mistake = "a new leader does not wait" THEN Wait ELSE 0)]
  /\ UNCHANGED <<replicated, holders, asks, answers, expires>>

\* It applies the latest grant or renewal, however late.
CatchUp(v) ==
  /\ owner # Nobody
  /\ <<watch[v].token, watch[v].renewals>> # <<token, renewals>>
  /\ watch' = [watch EXCEPT ![v] = Current(0)]
  /\ UNCHANGED <<replicated, holders, asks, answers, expires>>

ProposeExpire(v) ==
  /\ watch[v].token # 0 /\ watch[v].age >= Wait
  /\ expires' = expires \cup {[token |-> watch[v].token, renewals |-> watch[v].renewals]}
  /\ UNCHANGED <<replicated, holders, asks, answers, watch>>

-----------------------------------------------------------------------------
(* Time. *)

Older(age, bound, gain) == Min(age + gain, bound)

\* An answer as old as the term is of no use, unless somebody counts from its coming.
OfUse(a) == a.age < Term \/ Mistake = "holder counts from the answer"

Gains(counts) == IF counts THEN {Slow, Fast} ELSE {Slow}

Counting(m) == held[m].token # 0 \/ \E x \in asks \cup answers : x.by = m

Tick ==
  \E g \in [Members -> {Slow, Fast}], h \in [Voters -> {Slow, Fast}] :
    /\ \A m \in Members : g[m] \in Gains(Counting(m))
    /\ \A v \in Voters : h[v] \in Gains(watch[v].token # 0)
    /\ held' = [m \in Members |->
         IF held[m].token = 0 THEN NotHeld
         ELSE [held[m] EXCEPT !.age = Older(@, Term, g[m])]]
    /\ asks' = {[c EXCEPT !.age = Older(@, Term, g[c.by])] : c \in asks}
    /\ answers' = {a \in {[b EXCEPT !.age = Older(@, Term, g[b.by])] : b \in answers} : OfUse(a)}
    /\ watch' = [v \in Voters |->
         IF watch[v].token = 0 THEN NoWatch
         ELSE [watch[v] EXCEPT !.age = Older(@, Wait, h[v])]]
    /\ UNCHANGED <<replicated, ended, expires>>

Next ==
  \/ \E m \in Members : AskAcquire(m) \/ AskRenew(m) \/ AskRelease(m) \/ Lose(m)
  \/ \E m \in Members, a \in answers : HearGranted(m, a) \/ HearRenewed(m, a)
  \/ \E c \in asks : Apply(c) \/ AskIsLost(c)
  \/ \E a \in answers : AnswerIsLost(a)
  \/ \E e \in expires : ApplyExpire(e)
  \/ \E v \in Voters : Lead(v) \/ CatchUp(v) \/ ProposeExpire(v)
  \/ Tick

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

OneHolder == \A m, n \in Members : Valid(m) /\ Valid(n) => m = n

\* Stronger, and the reason: who may act owns the key in the log, under that token.
HolderIsOwner == \A m \in Members : Valid(m) => owner = m /\ token = held[m].token

\* An ownership that has ended at its holder never begins again under its token.
BeginsOnce ==
  [][\A m \in Members :
       held'[m].token \notin {0, held[m].token} => held'[m].token > ended[m]]_vars

TokensRise ==
  [][/\ token' >= token
     /\ owner' \notin {Nobody, owner} => token' > token]_vars

Symmetric == Permutations(Members) \cup Permutations(Voters)
=============================================================================
