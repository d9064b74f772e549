"""同样练两百步：干净的一百条、一半是坏的一千条、干净的一千条。"""

from xiaozhu.experiments import span

print(f"clean_100={span('data_quality', 'clean_100_200_seen')}")
print(f"noisy_1000={span('data_quality', 'noisy_1000_200_seen')}")
print(f"clean_1000={span('data_quality', 'clean_1000_200_seen')}")
