import { wordsOf } from "./language.ts";

/** Words of the machine view. */
export const machineWords = wordsOf({
  title: "Machines",
  intro: "Members of the fleet that stand at one address: what goes down together.",
  search: "Search by address or member",
  shared: "Only with several members",
  all: "all",
  more: (count: number) => `and ${count} more`,
  none: "No machine yet.",
}, {
  title: "장비",
  intro: "같은 주소에 있는 멤버들입니다. 함께 중단될 수 있는 묶음입니다.",
  search: "주소나 멤버로 검색",
  shared: "멤버가 여럿인 장비만",
  all: "전체",
  more: (count: number) => `그 밖에 ${count}개`,
  none: "아직 장비가 없습니다.",
});
