"""Who took part in an invented trial: its plan, its arms and its flow diagram."""

from .paper import Paper


class Participants(Paper):
    """The trial's allocation, the rows of its arms and the boxes of its flow."""

    def allocation(self) -> dict[str, str]:
        """Share out the participants as one of several plans does; gives what the trial says of the plan."""
        arms = self.random.choice([2, 2, 3])
        self.arm_ids = [f"A{i}" for i in range(arms)]
        plan = self.random.choice(["", "simple", "blocks"])
        if not plan:
            self.sizes = [self.random.randint(12, 400) for _ in self.arm_ids]
            return {}
        ratio = [self.random.choice([1, 2]), *[1] * (arms - 1)]
        stated = {"allocation_ratio": ":".join(map(str, ratio))}
        if plan == "simple":
            total = self.random.randint(90, 900)
            sizes = [int(n) for n in self.rng.multinomial(total, [part / sum(ratio) for part in ratio])]
            self.sizes = [max(n, 12) for n in sizes]
            return stated
        strata, repeats = self.random.choice([1, 2, 4]), self.random.choice([1, 2])
        self.sizes = self.in_blocks(ratio, repeats, strata)
        layers = {"strata": "none" if strata == 1 else str(strata)}
        return stated | layers | {"block_size": str(repeats * sum(ratio))}

    def in_blocks(self, ratio: list[int], repeats: int, strata: int) -> list[int]:
        """Sizes from permuted blocks, the last of each stratum unfinished."""
        block = [arm for arm, part in enumerate(ratio) for _ in range(part * repeats)]
        sizes = [0] * len(ratio)
        for _ in range(strata):
            for arm in block * self.random.randint(12, 40):
                sizes[arm] += 1
            self.random.shuffle(block)
            for arm in block[: self.random.randrange(len(block))]:
                sizes[arm] += 1
        return sizes

    def participants(self) -> None:
        count, total = self.printer.count, sum(self.sizes)
        excluded = self.random.randint(0, total)
        reason = self.random.randint(0, excluded)
        self.add("flow", stage="assessed", n=count(total + excluded))
        self.add("flow", stage="excluded", n=count(excluded))
        self.add("flow", stage="excluded", n=count(reason), reason="not eligible")
        self.add("flow", stage="excluded", n=count(excluded - reason), reason="declined")
        self.add("flow", stage="randomised", n=count(total))
        clusters, together = self.clusters(), dict[str, int]()
        analysed = []
        for arm, n, cells in zip(self.arm_ids, self.sizes, clusters, strict=True):
            boxes = self.boxes(n)
            self.treated.append(boxes["treated"])
            analysed.append(boxes["analysed"])
            for stage, box in boxes.items():
                self.add("flow", stage=stage, arm_id=arm, n=count(box))
                together[stage] = together.get(stage, 0) + box
            role = "control" if arm == "A1" else "experimental"
            self.arm_row(arm, role, n, boxes["analysed"], boxes["treated"], cells)
        for stage, box in together.items():
            if self.chance(0.5):
                self.add("flow", stage=stage, n=count(box))
        self.totals(analysed, [int(cells.get("clusters", 0)) for cells in clusters])

    def boxes(self, n: int) -> dict[str, int]:
        """What became of an arm's participants."""
        untreated = self.random.randint(0, n // 10)
        lost, stopped = self.random.randint(0, n // 5), untreated + self.random.randint(0, n // 10)
        return {
            "allocated": n,
            "treated": n - untreated,
            "not_treated": untreated,
            "crossed_over": self.random.randint(0, untreated),
            "lost": lost,
            "discontinued": stopped,
            "completed": n - lost - stopped,
            "analysed": n - lost,
            "not_analysed": lost,
        }

    def arm_row(self, arm: str, role: str, n: int, analysed: int, treated: int, more: dict[str, str]) -> None:
        count = self.printer.count
        self.add(
            "arms",
            arm_id=arm,
            label=f"arm {arm}",
            role=role,
            randomised=count(n),
            analysed=count(analysed),
            treated=count(treated),
            **more,
        )

    def clusters(self) -> list[dict[str, str]]:
        """Clusters and their correlation, in some trials; sets the design effect of comparisons."""
        if not self.chance(0.25):
            return [{} for _ in self.sizes]
        icc = self.random.choice(["0.01", "0.02", "0.05"])
        clusters = [self.random.randint(4, n // 3) for n in self.sizes]
        largest = max(n / m for n, m in zip(self.sizes, clusters, strict=True))
        self.design_effect = 1 + (largest - 1) * float(icc)
        return [{"clusters": str(m), "icc": icc} for m in clusters]

    def totals(self, analysed: list[int], clusters: list[int]) -> None:
        """The columns for arms taken together, and for everybody."""
        if len(self.sizes) > 2:
            parts = (numbers[0] + numbers[2] for numbers in (self.sizes, analysed, self.treated))
            self.arm_row("active", "pooled", *parts, {})
        if self.chance(0.5):
            self.whole = "all"
            more = {"clusters": str(sum(clusters))} if any(clusters) else {}
            numbers = (sum(numbers) for numbers in (self.sizes, analysed, self.treated))
            self.arm_row("all", "whole_trial", *numbers, more)
